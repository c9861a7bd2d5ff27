import type { Chain } from "../../sdk/network/connectChain.ts";
import { readOrganization } from "../../sdk/registry/readOrganization.ts";

/** What organizations call themselves, by address; each is asked once. */
export async function issuerNames(chain: Chain, addresses: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const address of new Set(addresses)) names.set(address, (await readOrganization(chain, address)).name);
  return names;
}
