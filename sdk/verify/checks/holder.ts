import { ZeroAddress } from "ethers";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { addressOf } from "../../crypto/addressOf.ts";
import { nobleSecp256k1 } from "../../crypto/nobleSecp256k1.ts";
import { CscssError } from "../../errors/CscssError.ts";
import { grantCommitment } from "../../presentation/GrantTerms.ts";
import type { DecodedKeyBinding } from "../../presentation/keyBinding.ts";
import type { Facts } from "../Facts.ts";
import { failed, notCheckable, passed, skipped } from "../judgement.ts";
import type { Judgement } from "../Verification.ts";
import { timeInWords } from "../words.ts";

/** How old an answer may be, and how far ahead its clock, in seconds. */
const MAX_AGE = 300;
const MAX_AHEAD = 60;

/** The addresses that may have signed a key binding: ECDSA leaves one or two. */
export function presentersOf({ token }: DecodedKeyBinding): string[] {
  return nobleSecp256k1.recover(token.signature, encodeUtf8(token.signingInput)).map((key) => addressOf(key));
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

/**
 * Uses up the nonce of an answer that passed. Done last, and only when everything passed: neither a failing node nor what
 * somebody else sends may cost the holder the answer.
 */
export async function judgeNonce({ expected, nonces }: Facts, binding: Judgement): Promise<Judgement> {
  if (expected.kind === "standing" || (await nonces.use(expected.request.nonce, expected.request.expires)))
    return binding;
  return failed("ERR_NONCE_USED", "This request was answered before; every request takes one answer.");
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
export function judgeGrant({ presentation, answer, block }: Facts): Judgement {
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
  if (grant.until !== 0n && BigInt(block.time) > grant.until) {
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
