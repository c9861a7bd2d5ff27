import { decodeHex } from "../bytes/hex.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { ADDRESS, CHAIN_ID, closedObject, DEADLINE } from "../json/formParts.ts";
import { readForm } from "../json/readForm.ts";
import { CREATION, NONCE, requireNonce, SIGNATURE, WALLET } from "./consentSchemas.ts";
import type { HolderConsent } from "./HolderConsent.ts";

const CONSENT = {
  name: "The consent",
  code: "ERR_CONSENT",
  schema: closedObject({
    type: { const: "CscssMeConsent" },
    version: { const: 1 },
    chainId: CHAIN_ID,
    studentId: { type: "string", minLength: 1, maxLength: 64 },
    wallet: WALLET,
    creation: CREATION,
    enrolment: closedObject({
      organization: ADDRESS,
      enrolment: closedObject({
        holder: ADDRESS,
        profiles: { type: "integer", minimum: 2, maximum: 14 },
        nonce: NONCE,
        deadline: DEADLINE,
      }),
      signature: SIGNATURE,
    }),
  }),
} as const;

/**
 * Reads a holder's consent strictly. Whether the signatures are the holder's, the contracts say.
 *
 * @throws ERR_PUBLIC_KEY for an encryption key that is none; ERR_CONSENT naming the place, also for parts that speak of different holders; ERR_JSON.
 */
export function parseHolderConsent(text: string): HolderConsent {
  const consent = readForm(text, CONSENT);
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
