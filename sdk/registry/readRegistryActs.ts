import { councilInterface } from "../generated/Council.ts";
import { oracleRegistryInterface } from "../generated/OracleRegistry.ts";
import type { Chain } from "../network/connectChain.ts";
import type { Act } from "../network/readActs.ts";
import { readActs } from "../network/readActs.ts";

/**
 * Everything that was applied for and decided on, oldest first: from the events of the registry and the Council.
 *
 * @returns the events, with time and sender; actInWords puts them in words.
 * @throws ERR_NODE_LOGS, ERR_NODE_UNREACHABLE
 * @example
 * const acts = await readRegistryActs(chain);
 * for (const act of acts) console.log(actInWords(act));
 */
export function readRegistryActs(chain: Chain): Promise<Act[]> {
  const { generation } = chain;
  return readActs(chain, [
    { events: oracleRegistryInterface, address: generation.registry },
    { events: councilInterface, address: generation.governance.council },
  ]);
}
