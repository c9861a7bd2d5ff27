import { ZeroAddress } from "ethers";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { addressOf } from "../../crypto/addressOf.ts";
import type { Secp256k1 } from "../../crypto/Secp256k1.ts";
import { grantCommitment } from "../../presentation/GrantTerms.ts";
import type { DecodedKeyBinding } from "../../presentation/keyBinding.ts";
import { timeInWords } from "../../words/chainWords.ts";
import type { Facts } from "../Facts.ts";
import { timeOfEnds } from "../Facts.ts";
import { failed, passed, skipped, withoutDocument } from "../judgement.ts";
import type { CheckId, Judgement } from "../Verification.ts";

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

/** Makes some other checks; that one of them did not pass, if so. */
export type FirstBlocker = (ids: readonly CheckId[]) => Promise<Judgement | undefined>;

/** What has to hold before the holder's logs are read: else whoever makes a credential up chooses what a verifier reads. */
const BEFORE_LOGS: readonly CheckId[] = ["owner-binding", "signature"];

/** The holder, or who acts for it, released this presentation, to this verifier, for this occasion. */
export async function judgeHolderBinding(facts: Facts, blockerAmong: FirstBlocker): Promise<Judgement> {
  const { presentation, expected } = facts;
  if (presentation.keyBinding.claims.sd_hash !== presentation.hash) {
    return failed("ERR_KEY_BINDING_HASH", "The key binding belongs to other claims than these.");
  }
  const known = knownPresenterOf(facts);
  if (typeof known === "object") return known;
  const wrong = wrongOccasion(facts);
  // Reading the logs comes last: whoever presents chooses how many there are.
  const by = known ?? (await blockerAmong(BEFORE_LOGS)) ?? wrong ?? (await presenterInLogs(facts));
  if (typeof by !== "string") return by;
  return (
    wrong ??
    (expected.kind === "standing" ? releasedStanding(facts, by) : passed(`Presented by ${by}, for this request.`))
  );
}

/** What speaks against a key binding but for who signed it: made for another time, audience or request. */
function wrongOccasion({ presentation, expected, now }: Facts): Judgement | undefined {
  const { claims } = presentation.keyBinding;
  if (claims.iat > now + MAX_AHEAD) return failed("ERR_KEY_BINDING_TIME", "The key binding is dated in the future.");
  if (expected.kind === "standing") return wrongStandingAudience(claims, expected.audience);

  const { request } = expected;
  if (claims.grant !== undefined)
    return failed("ERR_KEY_BINDING", "A standing presentation does not answer a request.");
  if (claims.aud !== request.audience) {
    return failed("ERR_AUDIENCE", `It was made for "${claims.aud}", not for "${request.audience}".`);
  }
  if (claims.nonce !== request.nonce) return failed("ERR_NONCE", "It answers another request.");
  if (now > request.expires) return failed("ERR_REQUEST_EXPIRED", "The request has expired.");
  if (now - claims.iat > MAX_AGE) return failed("ERR_KEY_BINDING_TIME", "The answer is more than five minutes old.");
  return undefined;
}

function wrongStandingAudience(
  { aud, grant }: DecodedKeyBinding["claims"],
  audience: string | undefined,
): Judgement | undefined {
  if (grant === undefined)
    return failed("ERR_KEY_BINDING", "It is the answer to a request, not a standing presentation.");
  if (aud === grant.audience && (aud === "any" || aud === audience)) return undefined;
  return failed("ERR_AUDIENCE", `It was made for "${aud}", not for "${audience ?? "anybody"}".`);
}

function releasedStanding({ presentation }: Facts, by: string): Judgement {
  const { aud } = presentation.keyBinding.claims;
  const whom = aud === "any" ? "anybody" : `"${aud}"`;
  return { ...passed(`Released by ${by} for ${whom}; who shows it need not be the holder.`), code: "STANDING" };
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

const NOT_THE_HOLDER = failed(
  "ERR_NOT_THE_HOLDER",
  "It was not presented by the holder, nor by anybody the holder appointed.",
);

/** Who presented it, in words, as far as the lens tells; undefined where only the holder's logs can. */
function knownPresenterOf({ presenters, answer }: Facts): string | Judgement | undefined {
  // ERC-1056 gave the identity back to its first key, which this wallet no longer obeys; its agents are no better.
  if (answer.wallet.controller === ZeroAddress) return NOT_THE_HOLDER;
  if (presenters.some((address) => address === answer.wallet.controller)) return "the holder";
  const appointed = presenters.some((_, index) => ((answer.presenterRights >> BigInt(index)) & 1n) === 1n);
  return appointed ? "an agent the holder appointed" : undefined;
}

/** Whether it was presented with a key that the holder published. Only the holder's logs tell, and they may be many. */
async function presenterInLogs({ presentation, presenters, holderKeys, block }: Facts): Promise<string | Judgement> {
  try {
    const keys = await holderKeys.signingAddresses(presentation.credential.holder, block);
    return presenters.some((address) => keys.has(address)) ? "a key the holder appointed" : NOT_THE_HOLDER;
  } catch (error) {
    return withoutDocument(error);
  }
}
