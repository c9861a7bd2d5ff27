import { connectOrganization, organizationInterface } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { readLogs } from "../network/readLogs.ts";

/** Somebody who has a role in an organization. */
export interface StaffMember {
  readonly role: "admin" | "registrar" | "issuer";
  readonly account: string;
}

/** Who has which role in an organization, from its own events and its word today. */
export async function readStaff(chain: Chain, organization: string): Promise<StaffMember[]> {
  const contract = connectOrganization(organization, chain.provider);
  const roles = {
    admin: await contract.DEFAULT_ADMIN_ROLE(),
    registrar: await contract.REGISTRAR_ROLE(),
    issuer: await contract.ISSUER_ROLE(),
  };
  const topics = organizationInterface.encodeFilterTopics("RoleGranted", []);
  const logs = await readLogs(chain, { address: organization, topics });
  const accounts = new Set(logs.map((log) => String(organizationInterface.parseLog(log)?.args.account)));
  const staff: StaffMember[] = [];
  for (const [role, id] of Object.entries(roles) as [StaffMember["role"], string][]) {
    for (const account of accounts) {
      if (await contract.hasRole(id, account)) staff.push({ role, account });
    }
  }
  return staff;
}
