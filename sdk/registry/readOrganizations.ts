import type { Node } from "../network/Node.ts";
import { describeOrganization } from "./describeOrganization.ts";
import { queryAbout } from "./readAtOneBlock.ts";
import type { OrganizationSummary, ReadBlock } from "./Standing.ts";

/** Organizations in the order they were asked for; undefined where there is none of this network. */
export interface OrganizationsReading {
  readonly items: readonly (OrganizationSummary | undefined)[];
  readonly block: ReadBlock;
}

/**
 * Reads organizations by their addresses, also those that never applied to the registry, all in one call.
 *
 * @param addresses - in checksum form.
 * @returns them in the order asked for, and the block that was read.
 * @throws ERR_NODE_* whenever the node gives cause for doubt.
 * @example
 * const { items } = await readOrganizations(openNode(chain), [organization]);
 * const status = items[0]?.standing?.status; // "accredited"
 */
export async function readOrganizations(node: Node, addresses: readonly string[]): Promise<OrganizationsReading> {
  const { block, answers } = await node.read(addresses.map(queryAbout));
  const { chainId } = node.chain;
  return {
    items: answers.map((answer, index) => describeOrganization(chainId, addresses[index] ?? "", answer)),
    block,
  };
}
