import { Validator } from "@cfworker/json-schema";
import { decodeHex } from "../bytes/hex.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import { ADDRESS, CREATION, closed, NONCE, requireNonce, SIGNATURE, TIME, WALLET } from "./consentSchemas.ts";
import { documentsHash } from "./hashDocuments.ts";
import type { RecordRequest } from "./RecordRequest.ts";

const BYTES32 = { type: "string", pattern: "^0x[0-9a-f]{64}$" } as const;

const REQUEST = new Validator(
  closed({
    type: { const: "CscssMeRecordRequest" },
    version: { const: 1 },
    chainId: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    organization: ADDRESS,
    recordType: { enum: Object.keys(RECORD_TYPES) },
    message: { type: "string", maxLength: 2000 },
    documents: {
      type: "array",
      maxItems: 50,
      items: closed({
        // A name, never a path.
        name: { type: "string", minLength: 1, maxLength: 200, pattern: "^[^/\\\\\\u0000-\\u001f]+$" },
        salt: BYTES32,
        hash: BYTES32,
      }),
    },
    wallet: WALLET,
    creation: CREATION,
    consent: closed({
      documents: BYTES32,
      nonce: NONCE,
      deadline: TIME,
      signature: SIGNATURE,
    }),
  }),
  "2020-12",
);

/**
 * Reads a holder's request for a record strictly. Whether the signatures are the holder's, the contracts say; whether
 * the papers are the ones that were hashed, documentHash.
 *
 * @param text - JSON of a RecordRequest.
 * @returns the request, its addresses in checksum form.
 * @throws ERR_CONSENT naming the place, also for parts that contradict each other; ERR_PUBLIC_KEY; ERR_JSON.
 * @example
 * parseRecordRequest("{}"); // throws ERR_CONSENT
 */
export function parseRecordRequest(text: string): RecordRequest {
  const value = parseJsonStrict(text);
  const { valid, errors } = REQUEST.validate(value);
  if (!valid) {
    const { instanceLocation = "#", error = "unknown" } = errors.at(-1) ?? {};
    throw new CscssError("ERR_CONSENT", `The request is wrong at ${instanceLocation}: ${error}`);
  }
  const request = value as unknown as RecordRequest;
  const { wallet, creation, documents, consent } = request;
  requireNonce(consent.nonce, "#/consent/nonce");
  const owner = checksumAddress(wallet.owner);
  nobleSecp256k1.compress(decodeHex(`0x04${creation.encryptionKey.slice(2)}`, 65));
  const agrees =
    checksumAddress(creation.wallet.owner) === owner &&
    creation.wallet.profile === wallet.profile &&
    creation.wallet.index === wallet.index &&
    documentsHash(documents) === consent.documents;
  if (!agrees) throw new CscssError("ERR_CONSENT", "The parts of the request contradict each other.");
  return { ...request, organization: checksumAddress(request.organization), wallet: { ...wallet, owner } };
}
