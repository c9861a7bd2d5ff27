import type { Chain } from "@cscss-me/sdk";
import { connectOrganization, sendTransaction } from "@cscss-me/sdk/contracts";
import type { OrganizationRole } from "@cscss-me/sdk/issue";
import { ORGANIZATION_ROLES, readStaff } from "@cscss-me/sdk/issue";
import type { Signer, Wallet } from "ethers";

/** Whether an account may enrol holders. */
export async function mayEnrol(organization: string, account: Wallet): Promise<boolean> {
  const contract = connectOrganization(organization, account);
  return contract.hasRole(ORGANIZATION_ROLES.registrar, account.address);
}

/** In whose name gas can be estimated: the account if it may issue, else an issuer; whoever prepares need not be one. */
export async function findIssuer(chain: Chain, organization: string, account: string): Promise<string> {
  const issuers = (await readStaff(chain, organization)).filter(({ role }) => role === "issuer");
  return (issuers.find((one) => one.account === account) ?? issuers[0])?.account ?? account;
}

/** Gives an account a role, or takes it away. @throws ERR_REVERTED */
export async function changeRole(
  admin: Signer,
  organization: string,
  act: "grantRole" | "revokeRole",
  { role, account }: { readonly role: OrganizationRole; readonly account: string },
): Promise<void> {
  const contract = connectOrganization(organization, admin);
  await sendTransaction(() => contract[act](ORGANIZATION_ROLES[role], account));
}
