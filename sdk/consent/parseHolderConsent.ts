import { Validator } from "@cfworker/json-schema";
import { decodeHex } from "../bytes/hex.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import { ADDRESS, CREATION, closed, NONCE, requireNonce, SIGNATURE, TIME, WALLET } from "./consentSchemas.ts";
import type { HolderConsent } from "./HolderConsent.ts";

const CONSENT = new Validator(
  closed({
    type: { const: "CscssMeConsent" },
    version: { const: 1 },
    chainId: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    studentId: { type: "string", minLength: 1, maxLength: 64 },
    wallet: WALLET,
    creation: CREATION,
    enrolment: closed({
      organization: ADDRESS,
      enrolment: closed({
        holder: ADDRESS,
        profiles: { type: "integer", minimum: 2, maximum: 14 },
        nonce: NONCE,
        deadline: TIME,
      }),
      signature: SIGNATURE,
    }),
  }),
  "2020-12",
);

/**
 * Reads a holder's consent strictly. Whether the signatures are the holder's, the contracts say.
 *
 * @throws ERR_PUBLIC_KEY for an encryption key that is none; ERR_CONSENT naming the place, also for parts that speak of different holders; ERR_JSON.
 */
export function parseHolderConsent(text: string): HolderConsent {
  const value = parseJsonStrict(text);
  const { valid, errors } = CONSENT.validate(value);
  if (!valid) {
    const { instanceLocation = "#", error = "unknown" } = errors.at(-1) ?? {};
    throw new CscssError("ERR_CONSENT", `The consent is wrong at ${instanceLocation}: ${error}`);
  }
  const consent = value as unknown as HolderConsent;
  const owner = checksumAddress(consent.wallet.owner);
  const { creation, enrolment, wallet } = consent;
  requireNonce(enrolment.enrolment.nonce, "#/enrolment/enrolment/nonce");
  // A key off the curve would be refused only when a whole class is sealed.
  nobleSecp256k1.compress(decodeHex(`0x04${creation.encryptionKey.slice(2)}`, 65));
  const agrees =
    checksumAddress(creation.wallet.owner) === owner &&
    creation.wallet.profile === wallet.profile &&
    creation.wallet.index === wallet.index &&
    checksumAddress(String(enrolment.enrolment.holder)) === owner;
  if (!agrees) throw new CscssError("ERR_CONSENT", "The parts of the consent speak of different wallets or holders.");
  return { ...consent, wallet: { ...wallet, owner } };
}
