import { CscssError } from "@cscss-me/sdk";
import type { OrganizationSummary } from "@cscss-me/sdk/registry";
import { readOrganizations } from "@cscss-me/sdk/registry";
import type { Session } from "../frame/Session.ts";

/** The organization at an address, as it is now. @throws ERR_ISSUER_UNKNOWN if there is none; ERR_NODE_* */
export async function organizationAt(session: Session, address: string): Promise<OrganizationSummary> {
  const { items, block } = await readOrganizations(await session.reader(), [address]);
  const [found] = items;
  if (found !== undefined) return found;
  throw new CscssError(
    "ERR_ISSUER_UNKNOWN",
    `There is no organization of this network at ${address}, as of block ${block.number}.`,
  );
}
