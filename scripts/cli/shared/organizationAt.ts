import type { Node } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import type { OrganizationSummary } from "@cscss-me/sdk/registry";
import { readOrganizations } from "@cscss-me/sdk/registry";

/** The organization at an address, as it is now. @throws ERR_ISSUER_UNKNOWN if there is none; ERR_NODE_* */
export async function organizationAt(node: Node, address: string): Promise<OrganizationSummary> {
  const { items, block } = await readOrganizations(node, [address]);
  const [found] = items;
  if (found !== undefined) return found;
  throw new CscssError(
    "ERR_ISSUER_UNKNOWN",
    `There is no organization of this network at ${address}, as of block ${block.number}.`,
  );
}
