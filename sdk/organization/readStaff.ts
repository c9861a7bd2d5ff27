import type { OrganizationRole } from "../abi/organizationRoles.ts";
import { ORGANIZATION_ROLES } from "../abi/organizationRoles.ts";
import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { connectOrganization, organizationInterface } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { readLogs } from "../network/readLogs.ts";

/** Somebody who has a role in an organization. */
export interface StaffMember {
  readonly role: OrganizationRole;
  readonly account: string;
}

/**
 * Who has which role in an organization, from its own events and its word today.
 *
 * @returns a line for each account and role.
 * @throws ERR_REVERTED for an address that is no organization; ERR_NODE_LOGS, ERR_NODE_UNREACHABLE.
 * @example
 * const staff = await readStaff(chain, organization);
 * const issuers = staff.filter(({ role }) => role === "issuer");
 */
export async function readStaff(chain: Chain, organization: string): Promise<StaffMember[]> {
  const contract = connectOrganization(organization, chain.provider);
  const topics = organizationInterface.encodeFilterTopics("RoleGranted", []);
  const logs = await readLogs(chain, { address: organization, topics });
  const accounts = new Set(logs.map((log) => String(organizationInterface.parseLog(log)?.args.account)));
  const staff: StaffMember[] = [];
  for (const [role, id] of Object.entries(ORGANIZATION_ROLES) as [OrganizationRole, string][]) {
    for (const account of accounts) {
      if (await readOrRefuse(() => contract.hasRole(id, account))) staff.push({ role, account });
    }
  }
  return staff;
}
