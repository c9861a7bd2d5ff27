import { decodeHex } from "../bytes/hex.ts";
import { RECORD_TYPE_NAMES } from "../credential/recordTypes.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { ADDRESS, BYTES32, CHAIN_ID, closedObject, DEADLINE } from "../json/formParts.ts";
import { readForm } from "../json/readForm.ts";
import { CREATION, NONCE, requireNonce, SIGNATURE, WALLET } from "./consentSchemas.ts";
import { documentsHash } from "./hashDocuments.ts";
import type { RecordRequest } from "./RecordRequest.ts";

const REQUEST = {
  name: "The request",
  code: "ERR_CONSENT",
  schema: closedObject({
    type: { const: "CscssMeRecordRequest" },
    version: { const: 1 },
    chainId: CHAIN_ID,
    organization: ADDRESS,
    recordType: { enum: RECORD_TYPE_NAMES },
    message: { type: "string", maxLength: 2000 },
    documents: {
      type: "array",
      maxItems: 50,
      items: closedObject({
        name: {
          type: "string",
          minLength: 1,
          maxLength: 200,
          pattern: "^[^/\\\\\\u0000-\\u001f]+$",
          description: "the name of a file, never a path,",
        },
        salt: BYTES32,
        hash: BYTES32,
      }),
    },
    wallet: WALLET,
    creation: CREATION,
    consent: closedObject({
      documents: BYTES32,
      nonce: NONCE,
      deadline: DEADLINE,
      signature: SIGNATURE,
    }),
  }),
} as const;

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
  const request = readForm(text, REQUEST);
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
