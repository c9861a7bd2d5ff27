import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { connectGovernanceManager } from "../generated/GovernanceManager.ts";
import type { Chain } from "../network/connectChain.ts";
import type { Decision } from "./decide.ts";

/**
 * From when on a scheduled call can be carried out.
 *
 * @returns Unix seconds; 0 if it is not scheduled.
 * @throws ERR_ARGUMENT for a target or data that is not hex; ERR_NODE_UNREACHABLE.
 * @example
 * const from = await scheduledFor(chain, accreditationCall(chain, organization, act));
 */
export async function scheduledFor(chain: Chain, call: Pick<Decision, "target" | "data">): Promise<number> {
  const { manager, council } = chain.generation.governance;
  const contract = connectGovernanceManager(manager, chain.provider);
  return Number(
    await readOrRefuse(async () => contract.getSchedule(await contract.hashOperation(council, call.target, call.data))),
  );
}
