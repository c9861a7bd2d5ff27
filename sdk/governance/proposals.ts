import type { Signer } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import { connectCouncil } from "../generated/Council.ts";
import type { Chain } from "../network/connectChain.ts";
import { councilDelay } from "./councilDelay.ts";
import type { Approval, Decision } from "./decide.ts";
import { approveDecision, makeDecision, scheduleCall } from "./decide.ts";

/** A call on its way through the Council. Each member adds an approval; the last one needed lets it be enacted. */
export interface Proposal {
  /** What is done in the end. */
  readonly call: Pick<Decision, "target" | "data">;
  /** What members sign: the call itself, or that it is scheduled. */
  readonly decision: Decision;
  readonly approvals: readonly Approval[];
}

/** How many members decide, and how many are missing once this one has approved. */
export interface Quorum {
  readonly threshold: number;
  readonly missing: number;
}

/**
 * Puts a call before the Council: to be done at once where the Council may, else to be scheduled.
 *
 * @param options.deadline - Unix seconds: until when members can approve it.
 * @param options.random - asked for 32 bytes, the decision's nonce.
 * @returns the proposal, without approvals.
 * @throws ERR_REVERTED if the Council has no right to the call
 *
 * @example
 * const call = accreditationCall(chain, organization, act);
 * const proposal = await proposeCall(chain, call, { deadline, random });
 */
export async function proposeCall(
  chain: Chain,
  call: Proposal["call"],
  options: { readonly deadline: number; readonly random: (length: number) => Uint8Array },
): Promise<Proposal> {
  const delay = await councilDelay(chain, call);
  if (delay === undefined) throw new CscssError("ERR_REVERTED", "The Council has no right to this.");
  return { call, decision: makeDecision(delay === 0 ? call : scheduleCall(chain, call), options), approvals: [] };
}

/**
 * How many approvals a proposal still lacks once a member has approved it.
 *
 * @param member - the member's address.
 * @returns how many it takes, and how many are still missing.
 * @throws ERR_ARGUMENT for an account that is not a member of the Council; ERR_NODE_*
 *
 * @example
 * const { missing } = await readQuorum(chain, proposal, await member.getAddress());
 * if (missing === 0) console.log("Your approval is the last one needed.");
 */
export async function readQuorum(
  chain: Chain,
  { approvals }: Pick<Proposal, "approvals">,
  member: string,
): Promise<Quorum> {
  const council = connectCouncil(chain.generation.governance.council, chain.provider);
  const [isMember, threshold] = [await council.isMember(member), Number(await council.threshold())];
  if (!isMember) throw new CscssError("ERR_ARGUMENT", `${member} is not a member of the Council.`);
  return { threshold, missing: threshold - approvalsOfOthers(approvals, member).length - 1 };
}

/**
 * Adds a member's approval, in the place of an earlier one of the same member. Show describeDecision's answer first: it
 * says what is signed.
 *
 * @returns the proposal with the approval.
 * @throws what the signer throws.
 * @example
 * const { decision, approvals } = await approveProposal(chain, member, proposal);
 * await enactDecision(chain, relayer, decision, approvals);
 */
export async function approveProposal(chain: Chain, member: Signer, proposal: Proposal): Promise<Proposal> {
  const approval = await approveDecision(chain, member, proposal.decision);
  return { ...proposal, approvals: [...approvalsOfOthers(proposal.approvals, approval.member), approval] };
}

/**
 * Whether a proposal's decision only schedules its call, which is then carried out after the Council's delay. Never
 * throws.
 *
 * @returns false if the decision does it at once.
 * @example
 * if (isScheduling(proposal)) console.log(`It can be carried out from ${await scheduledFor(chain, proposal.call)}.`);
 */
export function isScheduling({ call, decision }: Pick<Proposal, "call" | "decision">): boolean {
  return decision.data !== call.data;
}

function approvalsOfOthers(approvals: readonly Approval[], member: string): readonly Approval[] {
  return approvals.filter((approval) => approval.member !== member);
}
