import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { connectGovernanceManager } from "../generated/GovernanceManager.ts";
import type { Chain } from "../network/connectChain.ts";
import type { Decision } from "./decide.ts";

/**
 * How long after deciding on a call the Council may carry it out.
 *
 * @returns seconds; 0 if at once, undefined if the Council may not do it at all.
 * @throws ERR_ARGUMENT for a target or data that is not hex; ERR_NODE_UNREACHABLE.
 * @source OpenZeppelin AccessManager, canCall.
 * @example
 * const delay = await councilDelay(chain, accreditationCall(chain, organization, act));
 */
export async function councilDelay(chain: Chain, call: Pick<Decision, "target" | "data">): Promise<number | undefined> {
  const { manager, council } = chain.generation.governance;
  const contract = connectGovernanceManager(manager, chain.provider);
  const [immediate, delay] = await readOrRefuse(() => contract.canCall(council, call.target, call.data.slice(0, 10)));
  if (immediate) return 0;
  return delay === 0n ? undefined : Number(delay);
}
