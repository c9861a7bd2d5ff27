import type { Act } from "../call/readActs.ts";
import { readActs } from "../call/readActs.ts";
import { councilInterface } from "../generated/Council.ts";
import { oracleRegistryInterface } from "../generated/OracleRegistry.ts";
import type { Chain } from "../network/connectChain.ts";

/**
 * Everything that was applied for and decided on, oldest first: from the events of the registry and the Council.
 *
 * @returns the events, with time and sender; actInWords puts them in words.
 * @throws ERR_NODE_UNREACHABLE
 * @example
 * const acts = await readRegistryActs(chain);
 * for (const act of acts) console.log(actInWords(act));
 */
export function readRegistryActs({ provider, generation }: Chain): Promise<Act[]> {
  return readActs(provider, generation.fromBlock, [
    { events: oracleRegistryInterface, address: generation.registry },
    { events: councilInterface, address: generation.governance.council },
  ]);
}
