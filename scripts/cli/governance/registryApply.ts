import type { Node } from "@cscss-me/sdk";
import { connectOrganization } from "@cscss-me/sdk/contracts";
import { ORGANIZATION_ROLES } from "@cscss-me/sdk/issue";
import { categoryOptions, evidenceHash } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import { applyForAccreditation } from "../shared/applyForAccreditation.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { usageError } from "../terminal/usageError.ts";
import { EVIDENCE, SCOPE } from "./registryOptions.ts";

/** How an organization asks for accreditation. */
export const REGISTRY_APPLY_COMMANDS: readonly CliCommand[] = [
  {
    name: "registry apply",
    summary: "An organization's admin asks for accreditation.",
    options: { ...SCOPE, ...EVIDENCE },
    needs: ["chain", "account", "organization", "send"],
    example:
      "cscss registry apply --issuer issuer.json --authority direct --category higher_education --keystore admin.json",
    async run(session) {
      const organization = session.organization();
      const authority = session.choice("authority", ["direct", "cross"], "direct");
      const categories = categoryOptions(session);
      const admin = await session.account();
      await requireMayApply(await session.reader(), organization, admin.address);
      if (!(await session.approve(`${organization} applies: ${authority}, ${categories.join(" + ")}.`)))
        return undefined;
      await applyForAccreditation(admin, organization, { authority, categories, evidence: evidenceHash(session) });
      session.result({ organization, applied: true }, `${organization} has applied.`);
      return undefined;
    },
  },
];

/** What the contracts would refuse, in words and before anything is sent. */
async function requireMayApply(node: Node, organization: string, account: string): Promise<void> {
  const { name, standing } = await organizationAt(node, organization);
  const contract = connectOrganization(organization, node.chain.provider);
  if (!(await contract.hasRole(ORGANIZATION_ROLES.admin, account))) {
    throw usageError(`${account} is not an admin of ${name}; see cscss org staff list. Only an admin applies.`);
  }
  if (standing === undefined || standing.status === "withdrawn") return;
  const next =
    standing.status === "applied" ? "The Council decides about it" : "The Council can change what it may issue";
  throw usageError(`${name} is ${standing.status} and cannot apply. ${next}; see cscss registry show ${organization}.`);
}
