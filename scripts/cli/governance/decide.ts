import type { Chain } from "@cscss-me/sdk";
import { CscssError, timeInWords } from "@cscss-me/sdk";
import type { Proposal } from "@cscss-me/sdk/registry";
import {
  approveProposal,
  describeDecision,
  enactDecision,
  isScheduling,
  readQuorum,
  scheduledFor,
} from "@cscss-me/sdk/registry";
import type { Signer, Wallet } from "ethers";
import { chainTime, executeWhenDue } from "./executeWhenDue.ts";

/** How far a proposal is once a member has approved it. */
export type Progress =
  | { readonly stage: "approving"; readonly approvals: number; readonly threshold: number }
  /** @param from - Unix seconds, from when on it can be carried out. */
  | { readonly stage: "scheduled"; readonly from: number }
  | { readonly stage: "done" };

/**
 * A member approves a proposal; with the last approval needed the decision is sent.
 *
 * @param by.payer - asked for only when something is sent.
 * @param by.confirm - is shown what the decision does, and says whether to sign it.
 * @returns undefined if it was not confirmed.
 * @throws ERR_ARGUMENT for an account that is not a member; ERR_FILE, ERR_REVERTED
 */
export async function approveAndEnact(
  chain: Chain,
  proposal: Proposal,
  by: {
    readonly member: Wallet;
    readonly payer: () => Promise<Signer>;
    readonly confirm: (what: string) => Promise<boolean>;
  },
): Promise<{ readonly proposal: Proposal; readonly progress: Progress } | undefined> {
  const { member, payer, confirm } = by;
  const { threshold, missing } = await readQuorum(chain, proposal, member.address);
  if (!(await confirm(`The Council's decision: ${describeDecision(chain, proposal)}`))) return undefined;
  const approved = await approveProposal(chain, member, proposal);
  const { decision, approvals } = approved;
  if (missing > 0) {
    return { proposal: approved, progress: { stage: "approving", approvals: approvals.length, threshold } };
  }
  await enactDecision(chain, await payer(), decision, approvals);
  if (!isScheduling(approved)) return { proposal: approved, progress: { stage: "done" } };
  const from = await scheduledFor(chain, approved.call);
  return { proposal: approved, progress: { stage: "scheduled", from } };
}

/**
 * Carries out what the Council decided on, once its delay is over.
 *
 * @param wait - until the delay is over, instead of failing.
 * @throws ERR_REVERTED before that, and for a call that is not scheduled
 */
export async function carryOut(chain: Chain, payer: Signer, call: Proposal["call"], wait: boolean): Promise<void> {
  const from = await scheduledFor(chain, call);
  if (from === 0) throw new CscssError("ERR_REVERTED", "This is not scheduled, or was carried out before.");
  if (from > (await chainTime(chain)) && !wait) {
    throw new CscssError("ERR_REVERTED", `This can be carried out from ${timeInWords(from)}, not before.`);
  }
  await executeWhenDue(chain, payer, call, from);
}
