import type { Node } from "@cscss-me/sdk";
import { readOrganizations } from "@cscss-me/sdk/registry";

/** What organizations call themselves, by address; those that do not belong to this network have no name. */
export async function issuerNames(node: Node, addresses: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const { items } = await readOrganizations(node, [...new Set(addresses)]);
  return new Map(items.flatMap((found) => (found === undefined ? [] : [[found.address, found.name] as const])));
}
