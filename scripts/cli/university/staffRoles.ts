import { connectOrganization, sendTransaction } from "@cscss-me/sdk/contracts";
import type { Signer } from "ethers";

/** What the people of an organization may do. */
export const STAFF_ROLES = ["admin", "registrar", "issuer"] as const;

/** One of them. */
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Gives an account a role, or takes it away. @throws ERR_REVERTED */
export async function changeRole(
  admin: Signer,
  organization: string,
  act: "grantRole" | "revokeRole",
  { role, account }: { readonly role: StaffRole; readonly account: string },
): Promise<void> {
  const contract = connectOrganization(organization, admin);
  const ids = {
    admin: () => contract.DEFAULT_ADMIN_ROLE(),
    registrar: () => contract.REGISTRAR_ROLE(),
    issuer: () => contract.ISSUER_ROLE(),
  };
  const id = await ids[role]();
  await sendTransaction(() => contract[act](id, account));
}
