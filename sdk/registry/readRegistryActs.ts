import type { Act } from "../call/readActs.ts";
import { readActs } from "../call/readActs.ts";
import { councilInterface } from "../generated/Council.ts";
import { oracleRegistryInterface } from "../generated/OracleRegistry.ts";
import type { Chain } from "../network/connectChain.ts";

/**
 * Everything that was applied for and decided on, oldest first: from the events of the registry and the Council.
 *
 * @throws ERR_NODE_UNREACHABLE
 */
export function readRegistryActs({ provider, generation }: Chain): Promise<Act[]> {
  return readActs(provider, generation.fromBlock, [
    { events: oracleRegistryInterface, address: generation.registry },
    { events: councilInterface, address: generation.governance.council },
  ]);
}
