import { ZeroAddress } from "ethers";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { addressOf } from "../../crypto/addressOf.ts";
import type { Secp256k1 } from "../../crypto/Secp256k1.ts";
import { CscssError } from "../../errors/CscssError.ts";
import { grantCommitment } from "../../presentation/GrantTerms.ts";
import type { DecodedKeyBinding } from "../../presentation/keyBinding.ts";
import type { Facts } from "../Facts.ts";
import { timeOfEnds } from "../Facts.ts";
import { failed, notCheckable, passed, skipped } from "../judgement.ts";
import type { Judgement } from "../Verification.ts";
import { timeInWords } from "../words.ts";

/** How old an answer may be, and how far ahead its clock, in seconds. */
const MAX_AGE = 300;
const MAX_AHEAD = 60;

/**
 * The addresses that may have signed a key binding: ECDSA leaves one or two. Where one of them is the expected one it
 * stands alone: nobody can make a signature whose other key is an address that was there before.
 *
 * @param expected - who should have signed, for all that is known before the chain was asked.
 */
export function presentersOf({ token }: DecodedKeyBinding, expected: string, curve: Secp256k1): string[] {
  const message = encodeUtf8(token.signingInput);
  const found: string[] = [];
  for (const parity of [0, 1] as const) {
    const key = curve.recoverOne(token.signature, message, parity);
    if (key === undefined) continue;
    const address = addressOf(key, curve);
    if (address === expected) return [address];
    found.push(address);
  }
  return found;
}

/** The holder, or who acts for it, released this presentation, to this verifier, for this occasion. */
export async function judgeHolderBinding(facts: Facts): Promise<Judgement> {
  const { presentation, expected, now } = facts;
  const { claims } = presentation.keyBinding;
  if (claims.sd_hash !== presentation.hash) {
    return failed("ERR_KEY_BINDING_HASH", "The key binding belongs to other claims than these.");
  }
  const by = await presenterOf(facts);
  if (by instanceof CscssError) return notCheckable(by.code, by.message, by.details);
  if (by === undefined) {
    return failed("ERR_NOT_THE_HOLDER", "It was not presented by the holder, nor by anybody the holder appointed.");
  }
  if (claims.iat > now + MAX_AHEAD) return failed("ERR_KEY_BINDING_TIME", "The key binding is dated in the future.");
  if (expected.kind === "standing") return judgeStandingAudience(facts, expected.audience, by);

  const { request } = expected;
  if (claims.grant !== undefined)
    return failed("ERR_KEY_BINDING", "A standing presentation does not answer a request.");
  if (claims.aud !== request.audience) {
    return failed("ERR_AUDIENCE", `It was made for "${claims.aud}", not for "${request.audience}".`);
  }
  if (claims.nonce !== request.nonce) return failed("ERR_NONCE", "It answers another request.");
  if (now > request.expires) return failed("ERR_REQUEST_EXPIRED", "The request has expired.");
  if (now - claims.iat > MAX_AGE) return failed("ERR_KEY_BINDING_TIME", "The answer is more than five minutes old.");
  return passed(`Presented by ${by}, for this request.`);
}

function judgeStandingAudience({ presentation }: Facts, audience: string | undefined, by: string): Judgement {
  const { aud, grant } = presentation.keyBinding.claims;
  if (grant === undefined)
    return failed("ERR_KEY_BINDING", "It is the answer to a request, not a standing presentation.");
  if (aud !== grant.audience || (aud !== "any" && aud !== audience)) {
    return failed("ERR_AUDIENCE", `It was made for "${aud}", not for "${audience ?? "anybody"}".`);
  }
  return {
    ...passed(`Released by ${by} for ${aud === "any" ? "anybody" : `"${aud}"`}; who shows it need not be the holder.`),
    code: "STANDING",
  };
}

/** The grant a standing presentation names is on chain, opens this record to this audience, and has not ended. */
export function judgeGrant(facts: Facts): Judgement {
  const { presentation, answer } = facts;
  const { grant: terms, nonce } = presentation.keyBinding.claims;
  if (terms === undefined) return skipped("An answer to a request needs no grant.");
  const { grant } = answer;
  if (grant.commitment !== grantCommitment(terms)) {
    return failed("ERR_GRANT_UNKNOWN", "The wallet has no grant of these terms.", { grantId: nonce });
  }
  if (!terms.recordIds.includes(presentation.credential.recordId)) {
    return failed("ERR_GRANT_UNKNOWN", "The grant opens other records than this one.", { grantId: nonce });
  }
  if (grant.withdrawn) return failed("ERR_GRANT_WITHDRAWN", "Withdrawn by the holder: the grant was taken back.");
  if (grant.until !== 0n && timeOfEnds(facts) > grant.until) {
    return failed("ERR_GRANT_ENDED", `The grant ended on ${timeInWords(grant.until)}.`);
  }
  const end = grant.until === 0n ? "until the holder withdraws it" : `until ${timeInWords(grant.until)}`;
  return passed(`Granted for "${terms.purpose}", ${end}.`, { grantId: nonce });
}

/**
 * Who presented it, in words; undefined if nobody who may. Only for somebody whom neither wallet nor ERC-1056's delegates
 * know are the holder's logs read; an error says that they cannot be.
 */
async function presenterOf({ presentation, presenters, answer, holderKeys, block }: Facts) {
  // ERC-1056 gave the identity back to its first key, which this wallet no longer obeys; its agents are no better.
  if (answer.wallet.controller === ZeroAddress) return undefined;
  if (presenters.some((address) => address === answer.wallet.controller)) return "the holder";
  const appointed = presenters.some((_, index) => ((answer.presenterRights >> BigInt(index)) & 1n) === 1n);
  if (appointed) return "an agent the holder appointed";
  try {
    const keys = await holderKeys.signingAddresses(presentation.credential.holder, block);
    return presenters.some((address) => keys.has(address)) ? "a key the holder appointed" : undefined;
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_DID_DOCUMENT") return error;
    throw error;
  }
}
