import { existsSync } from "node:fs";
import type { Chain } from "@cscss-me/sdk";
import { CscssError, openNode } from "@cscss-me/sdk";
import type { OrganizationRole } from "@cscss-me/sdk/issue";
import { readKeys, readStaff } from "@cscss-me/sdk/issue";
import type { OrganizationSummary } from "@cscss-me/sdk/registry";
import { readOrganizations } from "@cscss-me/sdk/registry";
import type { Wallet } from "ethers";
import { openIssuerFile, organizationOfIssuerFile } from "../keys/issuerFile.ts";
import type { Application } from "../shared/applyForAccreditation.ts";
import { applyForAccreditation } from "../shared/applyForAccreditation.ts";
import type { OrganizationTerms } from "./createResumably.ts";
import { createResumably } from "./createResumably.ts";
import { findLiveKey } from "./openIssuer.ts";
import { publishKeys } from "./publishKeys.ts";
import { changeRole } from "./staffRoles.ts";

/** What an organization is to be like before it issues. */
export interface OrganizationPlan extends OrganizationTerms, Application {
  readonly issuerFile: string;
  readonly password: string;
  readonly staff: readonly { readonly role: OrganizationRole; readonly account: string }[];
  /** Of the keys it publishes, seconds. */
  readonly validity: number;
  /** scrypt's N. Lower it only in tests. */
  readonly cost?: number;
}

/** One thing that is still to be done. */
export interface SetUpStep {
  readonly what: string;
  run(): Promise<void>;
}

const PURPOSES = ["signing", "sealing"] as const;

/**
 * What an organization lacks until the Council can decide about it, in order: itself, its people, its keys, and its
 * application. What is there already is no step, so an interrupted run goes on where it stopped.
 *
 * @throws ERR_ARGUMENT if the issuer file is another organization's; ERR_KEYSTORE, ERR_PASSWORD, ERR_NODE_*.
 */
export async function missingSteps(chain: Chain, admin: Wallet, plan: OrganizationPlan): Promise<SetUpStep[]> {
  const found = await findOrganization(chain, plan);
  const organization = (): string => organizationOfIssuerFile(plan.issuerFile);
  const steps: SetUpStep[] = [];
  if (found === undefined) {
    steps.push({
      what: `Make the organization "${plan.name}" (${plan.country}) with admin ${admin.address}, and its secrets in ${plan.issuerFile}`,
      async run() {
        const { issuerFile: file, password, name, country, metadataHash, ...rest } = plan;
        const cost = rest.cost === undefined ? {} : { cost: rest.cost };
        await createResumably(chain, admin, { name, country, metadataHash }, { file, password, ...cost });
      },
    });
  }
  const staff = found === undefined ? [] : await readStaff(chain, found.address);
  for (const one of plan.staff) {
    if (staff.some(({ role, account }) => role === one.role && account === one.account)) continue;
    if (found === undefined && one.role === "admin" && one.account === admin.address) continue;
    steps.push({
      what: `Make ${one.account} its ${one.role}`,
      run: () => changeRole(admin, organization(), "grantRole", one),
    });
  }
  const purposes = await missingKeys(chain, plan, found);
  if (purposes.length > 0) {
    steps.push({ what: `Publish a key for ${purposes.join(" and one for ")}`, run: () => publish(chain, admin, plan) });
  }
  const { authority, categories } = plan;
  if (found?.standing === undefined || found.standing.status === "withdrawn") {
    steps.push({
      what: `Apply for accreditation: ${authority}, ${categories.join(" + ")}`,
      run: () => applyForAccreditation(admin, organization(), plan),
    });
  }
  return steps;
}

/** The organization of the issuer file, as the chain knows it; undefined if there is none yet. @throws ERR_ARGUMENT, ERR_ISSUER_UNKNOWN */
export async function findOrganization(
  chain: Chain,
  { issuerFile, name }: { readonly issuerFile: string; readonly name?: string | undefined },
): Promise<OrganizationSummary | undefined> {
  if (!existsSync(issuerFile)) return undefined;
  const address = organizationOfIssuerFile(issuerFile);
  const [found] = (await readOrganizations(openNode(chain), [address])).items;
  if (found === undefined) {
    const problem = `${issuerFile} is of an organization that "${chain.network.name}" does not have: ${address}.`;
    throw new CscssError("ERR_ISSUER_UNKNOWN", problem, { details: { file: issuerFile } });
  }
  if (name === undefined || found.name === name) return found;
  const problem = `${issuerFile} is of "${found.name}", not of "${name}". Another organization needs another issuer file; with cscss up, another --data folder.`;
  throw new CscssError("ERR_ARGUMENT", problem, { details: { file: issuerFile } });
}

async function missingKeys(chain: Chain, plan: OrganizationPlan, found: OrganizationSummary | undefined) {
  if (found === undefined) return PURPOSES;
  const secrets = await openIssuerFile(plan.issuerFile, plan.password);
  const published = await readKeys(chain.provider, found.address);
  return PURPOSES.filter((purpose) => findLiveKey(secrets, published, purpose) === undefined);
}

async function publish(chain: Chain, admin: Wallet, plan: OrganizationPlan): Promise<void> {
  const { issuerFile: file, password, validity, cost } = plan;
  const secrets = await openIssuerFile(file, password);
  const published = await readKeys(chain.provider, secrets.organization);
  const purposes = PURPOSES.filter((purpose) => findLiveKey(secrets, published, purpose) === undefined);
  const opened = { secrets, file, password };
  await publishKeys(admin, opened, published, { purposes, validity, ...(cost === undefined ? {} : { cost }) });
}
