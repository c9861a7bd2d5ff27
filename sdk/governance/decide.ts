import type { Signer } from "ethers";
import { hexlify } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { signMessage } from "../eip712/signMessage.ts";
import { connectCouncil } from "../generated/Council.ts";
import { connectGovernanceManager } from "../generated/GovernanceManager.ts";
import type { Chain } from "../network/connectChain.ts";

/** One call of one contract, as the Council decides on it. */
export interface Decision {
  readonly target: string;
  readonly data: string;
  /** Any number not used before. */
  readonly nonce: bigint;
  /** Unix seconds. */
  readonly deadline: number;
}

/** A member's agreement. */
export interface Approval {
  readonly member: string;
  readonly signature: string;
}

/**
 * Makes a decision with a random nonce. Never throws.
 *
 * @param call - what to do, for instance of accreditationCall or scheduleCall.
 * @param options.deadline - Unix seconds.
 * @param options.random - source of randomness, asked for 32 bytes: the nonce.
 * @returns what members approve.
 * @example
 * const call = accreditationCall(chain, organization, act);
 * const decision = makeDecision(call, { deadline, random });
 */
export function makeDecision(
  call: Pick<Decision, "target" | "data">,
  options: { readonly deadline: number; readonly random: (length: number) => Uint8Array },
): Decision {
  return { ...call, nonce: BigInt(hexlify(options.random(32))), deadline: options.deadline };
}

/**
 * Signs a decision as a member of the Council.
 *
 * @returns the address of the member, and its signature.
 * @throws what the signer throws.
 * @source EIP-712; the message is EIP712_TYPES.Decision.
 * @example
 * const approval = await approveDecision(chain, member, decision);
 */
export async function approveDecision(chain: Chain, member: Signer, decision: Decision): Promise<Approval> {
  const place = { chainId: chain.chainId, contract: chain.generation.governance.council };
  return {
    member: await member.getAddress(),
    signature: await signMessage(member, place, "Decision", { ...decision }),
  };
}

/**
 * Relays a decision that enough members approved. The relayer pays and can do nothing else.
 *
 * @param approvals - in any order, one a member.
 * @throws ERR_REVERTED with the Council's or the target's own error; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * await enactDecision(chain, relayer, decision, [await approveDecision(chain, member, decision)]);
 */
export async function enactDecision(
  chain: Chain,
  relayer: Signer,
  decision: Decision,
  approvals: readonly Approval[],
): Promise<void> {
  const council = connectCouncil(chain.generation.governance.council, relayer);
  const inOrder = [...approvals].sort((one, other) => (BigInt(one.member) < BigInt(other.member) ? -1 : 1));
  await sendTransaction(() => council.enact(decision, inOrder));
}

/**
 * The call by which the Council schedules what it may do only after a delay.
 *
 * @param call - what to do then.
 * @returns the call to decide on now.
 * @throws ethers' INVALID_ARGUMENT for a target or data that is not hex.
 * @source OpenZeppelin AccessManager, schedule.
 * @example
 * const call = scheduleCall(chain, accreditationCall(chain, organization, act));
 * const decision = makeDecision(call, { deadline, random });
 */
export function scheduleCall(chain: Chain, call: Pick<Decision, "target" | "data">): Pick<Decision, "target" | "data"> {
  const { manager } = chain.generation.governance;
  const { interface: abi } = connectGovernanceManager(manager, null);
  return { target: manager, data: abi.encodeFunctionData("schedule", [call.target, call.data, 0]) };
}

/**
 * Carries out, once its delay is over, what the Council scheduled. Anybody may.
 *
 * @throws ERR_REVERTED before that; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @source OpenZeppelin AccessManager, execute.
 * @example
 * await executeScheduled(chain, relayer, accreditationCall(chain, organization, act));
 */
export async function executeScheduled(
  chain: Chain,
  relayer: Signer,
  call: Pick<Decision, "target" | "data">,
): Promise<void> {
  const council = connectCouncil(chain.generation.governance.council, relayer);
  await sendTransaction(() => council.execute(call.target, call.data));
}
