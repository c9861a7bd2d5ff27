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

/** Makes a decision with a random nonce. */
export function makeDecision(
  call: Pick<Decision, "target" | "data">,
  options: { readonly deadline: number; readonly random: (length: number) => Uint8Array },
): Decision {
  return { ...call, nonce: BigInt(hexlify(options.random(32))), deadline: options.deadline };
}

/** Signs a decision as a member of the Council. */
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
 * @throws ERR_REVERTED with the Council's or the target's own error.
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

/** The call by which the Council schedules what it may do only after a delay. @param call what to do then. */
export function scheduleCall(chain: Chain, call: Pick<Decision, "target" | "data">): Pick<Decision, "target" | "data"> {
  const { manager } = chain.generation.governance;
  const { interface: abi } = connectGovernanceManager(manager, null);
  return { target: manager, data: abi.encodeFunctionData("schedule", [call.target, call.data, 0]) };
}

/** Carries out, once its delay is over, what the Council scheduled. Anybody may. @throws ERR_REVERTED before that. */
export async function executeScheduled(
  chain: Chain,
  relayer: Signer,
  call: Pick<Decision, "target" | "data">,
): Promise<void> {
  const council = connectCouncil(chain.generation.governance.council, relayer);
  await sendTransaction(() => council.execute(call.target, call.data));
}
