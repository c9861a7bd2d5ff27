import type { Chain } from "@cscss-me/sdk";
import { memoryTokenSigner, nowInSeconds } from "@cscss-me/sdk";
import { random } from "@cscss-me/sdk/node";
import type { GrantTerms, OpenedRecord } from "@cscss-me/sdk/wallet";
import { grantCommitment, presentStanding, sendWalletAct, signWalletAct } from "@cscss-me/sdk/wallet";
import type { Signer, Wallet } from "ethers";
import { getBytes, hexlify } from "ethers";

/** What is shown of a record, to whom, what for and for how long. */
export interface Release {
  /** "any" is for whoever has it. */
  readonly audience: string;
  readonly claims: readonly string[];
  readonly purpose: string;
  /** Unix seconds. */
  readonly until: number;
}

const SENT_WITHIN = 3600;

/**
 * Releases claims beforehand. The grant goes on chain first: without it nobody could check what is released.
 *
 * @param payer - sends the grant, and has no rights by it.
 * @returns the presentation, and the grant by which it can be taken back.
 * @throws ERR_REVERTED; ERR_NODE_*
 */
export async function releaseClaims(
  chain: Chain,
  own: { readonly holder: Wallet; readonly wallet: string; readonly record: OpenedRecord },
  { audience, claims, purpose, until }: Release,
  payer: Signer,
): Promise<{ text: string; grantId: string }> {
  const { holder, wallet, record } = own;
  const now = nowInSeconds();
  const salt = hexlify(random(32));
  const terms: GrantTerms = { salt, audience, purpose, recordIds: [record.credential.recordId] };
  const grantId = hexlify(random(32));
  const act = { act: "grant", grantId, commitment: grantCommitment(terms), until } as const;
  const signed = await signWalletAct(chain, holder, wallet, act, { deadline: now + SENT_WITHIN });
  await sendWalletAct(payer, signed);
  const signer = memoryTokenSigner(getBytes(holder.privateKey));
  const text = await presentStanding({ credential: record, signer, claims, grantId, terms, now });
  return { text, grantId };
}
