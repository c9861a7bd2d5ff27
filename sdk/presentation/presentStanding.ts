import type { TokenSigner } from "../token/TokenSigner.ts";
import { chooseDisclosures } from "./chooseDisclosures.ts";
import type { GrantTerms } from "./GrantTerms.ts";
import type { HeldCredential } from "./HeldCredential.ts";
import { bindPresentation } from "./keyBinding.ts";

/** What to release, under which grant. */
export interface StandingOptions {
  readonly credential: HeldCredential;
  readonly signer: TokenSigner;
  readonly claims: readonly string[];
  /** The grant as it was made on chain: its id, and the terms its commitment is the hash of. */
  readonly grantId: string;
  readonly terms: GrantTerms;
  /** Unix seconds. */
  readonly now: number;
}

/**
 * Makes a standing presentation, for a file, a link, a PDF or a printed QR code. Good until its grant ends. It says that
 * the holder released it, not that whoever shows it is the holder.
 *
 * @returns the presentation: `token~disclosure~…~keyBinding`.
 * @throws ERR_CLAIM_UNKNOWN if the credential lacks a claim.
 * @example
 * const recordIds = [record.credential.recordId];
 * const terms = { salt: encodeHex(random(32)), audience: "any", purpose: "My page", recordIds };
 * const grantId = encodeHex(random(32));
 * const act = { act: "grant", grantId, commitment: grantCommitment(terms), until: 0 } as const;
 * await sendWalletAct(relayer, await signWalletAct(chain, holder, wallet, act, { deadline }));
 * const text = await presentStanding({ credential: record, signer, claims: ["awardTitle"], grantId, terms, now });
 */
export async function presentStanding(options: StandingOptions): Promise<string> {
  const { credential, signer, claims, grantId, terms, now } = options;
  const disclosures = chooseDisclosures(credential, claims);
  const binding = { iat: now, aud: terms.audience, nonce: grantId, grant: terms };
  return bindPresentation({ token: credential.token, disclosures }, binding, signer);
}
