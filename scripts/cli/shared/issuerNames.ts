import type { Node } from "../../../sdk/network/Node.ts";
import { readOrganizations } from "../../../sdk/registry/readOrganizations.ts";

/** What organizations call themselves, by address; those that are none of this network have no name. */
export async function issuerNames(node: Node, addresses: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const { items } = await readOrganizations(node, [...new Set(addresses)]);
  return new Map(items.flatMap((found) => (found === undefined ? [] : [[found.address, found.name] as const])));
}
