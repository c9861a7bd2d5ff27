import { Interface, isError, ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployChainDeployer } from "../../sdk/generated/bytecode/ChainDeployer.ts";
import { chainDeployerInterface } from "../../sdk/generated/ChainDeployer.ts";
import { councilInterface } from "../../sdk/generated/Council.ts";
import { Authority, RecordType, StatusReason } from "../../sdk/generated/enums.ts";
import { errorsAbi } from "../../sdk/generated/errors.ts";
import { governanceManagerInterface } from "../../sdk/generated/GovernanceManager.ts";
import { headerWalletInterface } from "../../sdk/generated/HeaderWallet.ts";
import { identityWalletInterface } from "../../sdk/generated/IdentityWallet.ts";
import { oracleRegistryInterface } from "../../sdk/generated/OracleRegistry.ts";
import { organizationInterface } from "../../sdk/generated/Organization.ts";
import { organizationFactoryInterface } from "../../sdk/generated/OrganizationFactory.ts";
import { pseudonymousWalletInterface } from "../../sdk/generated/PseudonymousWallet.ts";
import { verificationLensInterface } from "../../sdk/generated/VerificationLens.ts";
import { walletFactoryInterface } from "../../sdk/generated/WalletFactory.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import type { Caller, Here, Rule } from "./support/roleTables.ts";
import {
  CALLERS,
  CHAIN_DEPLOYER,
  COUNCIL,
  MANAGER,
  ORGANIZATION,
  ORGANIZATION_FACTORY,
  PREPARED,
  REGISTRY,
  WALLET,
  WALLET_FACTORY,
} from "./support/roleTables.ts";
import {
  accredited,
  decide,
  EVIDENCE,
  enrol,
  FAR,
  HIGHER,
  IN_PERSON,
  issue,
  itemFor,
  newOrganization,
  newWallet,
  signFor,
} from "./support/steps.ts";

const ERRORS = new Interface(errorsAbi);
const DELAY = 60;
/** A role of the council's own whose holder has to wait. */
const CHANGER_ROLE = 7;
const GRANT_ID = `0x${"9".repeat(64)}`;

const TABLES: readonly [string, Interface, Readonly<Record<string, Rule>>][] = [
  ["Organization", organizationInterface, ORGANIZATION],
  ["HeaderWallet", headerWalletInterface, WALLET],
  ["PseudonymousWallet", pseudonymousWalletInterface, WALLET],
  ["IdentityWallet", identityWalletInterface, WALLET],
  ["OracleRegistry", oracleRegistryInterface, REGISTRY],
  ["Council", councilInterface, COUNCIL],
  ["GovernanceManager", governanceManagerInterface, MANAGER],
  ["WalletFactory", walletFactoryInterface, WALLET_FACTORY],
  ["OrganizationFactory", organizationFactoryInterface, ORGANIZATION_FACTORY],
  ["ChainDeployer", chainDeployerInterface, CHAIN_DEPLOYER],
  ["VerificationLens", verificationLensInterface, {}],
];

describe("the tables of roles", () => {
  it.each(TABLES)("name every function of %s that changes anything, and no other", (_, abi, table) => {
    const mutating = abi.fragments.filter(
      (fragment) => fragment.type === "function" && !Reflect.get(fragment, "constant"),
    );
    const names = mutating.map((fragment) => Reflect.get(fragment, "name") as string);
    expect(names.sort()).toEqual(Object.keys(table).sort());
  });
});

describe.each(NETWORKS)("every role and every function on %s", (network) => {
  let here: Here;
  let contracts: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const system = await openSystem(network);
    ({ here, contracts } = await setTheScene(system));
  });
  afterAll(() => here.system.chain.close());

  // One profile stands for the three, which differ only in what they take: the test above compares their functions.
  const tested = TABLES.filter(([name]) => name !== "HeaderWallet" && name !== "IdentityWallet");
  const cases = tested.flatMap(([name, abi, table]) =>
    Object.entries(table).map(([method, rule]) => ({ name, method, abi, rule })),
  );

  it.each(cases)("$name: $method lets in those it is for, and nobody else", async ({ name, method, abi, rule }) => {
    const to = rule.on?.(here) ?? contracts[name]!;
    const data = abi.encodeFunctionData(method, rule.args(here));
    const letIn: Caller[] = [];
    for (const caller of CALLERS) {
      const refusal = await refusalOf(here.at[caller], to, data);
      if (refusal === undefined) letIn.push(caller);
      else if (rule.allowed === "anyone" || rule.allowed.includes(caller)) expect(refusal).toBe("let in");
      else expect(rule.refusals).toContain(refusal);
    }
    expect(letIn).toEqual(rule.allowed === "anyone" ? CALLERS : rule.allowed);
  });

  /** The error's name, "" if it has none; undefined if the call succeeds. */
  async function refusalOf(from: string, to: string, data: string): Promise<string | undefined> {
    try {
      await here.system.chain.provider.call({ from, to, data });
      return undefined;
    } catch (error) {
      if (!isError(error, "CALL_EXCEPTION")) throw error;
      const { data: reason } = error;
      return reason === null || reason === "0x" ? "" : (ERRORS.parseError(reason)?.name ?? reason);
    }
  }
});

/** Brings about every standing that a function starts from. */
async function setTheScene(system: System): Promise<{ here: Here; contracts: Readonly<Record<string, string>> }> {
  const { people, registry, manager, council, organizations, wallets, chain } = system;
  const organization = await accredited(system, "University", Authority.Cross);
  const newcomer = await newOrganization(system, "Newcomer");
  const applicant = await newOrganization(system, "Applicant");
  await mined(applicant.applyForAccreditation(Authority.Direct, HIGHER, EVIDENCE));
  const changing = await accredited(system, "Changing body", Authority.Direct);
  const suspended = await accredited(system, "Suspended body", Authority.Direct);
  await decide(system, registry, "suspend", [suspended.target, EVIDENCE]);

  const active = await newWallet(system, 2);
  const deactivated = await newWallet(system, 2, 1);
  await mined(deactivated.deactivate(IN_PERSON));
  const destroyed = await newWallet(system, 2, 2);
  await mined(destroyed.destroy(IN_PERSON));
  await issue(system, organization, itemFor(system, 2, 1));
  await issue(system, organization, itemFor(system, 2, 2));
  await mined(organization.connect(people.issuer).suspend(itemFor(system, 2, 2).record, StatusReason.UnderReview));
  await mined(active.blockOrganization(registry, IN_PERSON));
  await mined(active.grant(GRANT_ID, GRANT_ID, 0, IN_PERSON));
  await enrol(system, organization, people.graduate);
  await mined(organization.publishService("LinkedDomains", "https://ended.example", 1000));
  await mined(organization.connect(people.registrar).prepareBatch(PREPARED));

  const call = (method: string, ...args: unknown[]) => registry.interface.encodeFunctionData(method, args);
  const calls = {
    due: call("change", changing.target, Authority.Cross, HIGHER, 0, EVIDENCE),
    scheduled: call("reinstate", suspended.target, ZeroHash),
    another: call("admit", applicant.target, Authority.Cross, HIGHER, 0, EVIDENCE),
    suspend: call("suspend", changing.target, EVIDENCE),
  };
  await decide(system, manager, "grantRole", [await manager.ADMITTER_ROLE(), people.employer.address, DELAY]);
  await mined(manager.connect(people.employer).schedule(registry, calls.scheduled, 0));
  const changer = [registry.target, [registry.interface.getFunction("change")?.selector], CHANGER_ROLE];
  await decide(system, manager, "setTargetFunctionRole", changer);
  await decide(system, manager, "grantRole", [CHANGER_ROLE, council.target, DELAY]);
  await decide(system, manager, "schedule", [registry.target, calls.due, 0]);
  await chain.increaseTime(DELAY);

  const chainDeployer = await deployChainDeployer(people.relayer);
  const holder = people.graduate.address;
  const place = String(organization.target);
  const enrolment = { holder, profiles: 2, nonce: 1000, deadline: FAR };
  const request = {
    holder,
    profile: 1,
    walletIndex: 0,
    recordType: RecordType.Degree,
    documents: GRANT_ID,
    nonce: 1001,
    deadline: FAR,
  };
  const decision = { target: String(registry.target), data: calls.suspend, nonce: 10_000, deadline: FAR };
  const sign = (type: "Enrol" | "RequestRecord", message: object) =>
    signFor(system, people.graduate, organization, type, { ...message, organization: place });
  const accepted = { ...request, walletIndex: 1, nonce: 1002 };
  await mined(organization.connect(people.registrar).acceptRequest(accepted, await sign("RequestRecord", accepted)));
  const approval = {
    member: people.governor.address,
    signature: await signFor(system, people.governor, council, "Decision", decision),
  };
  const { governor, university, registrar, issuer, graduate, mallory, relayer, employer } = people;
  return {
    here: {
      system,
      at: {
        governor: governor.address,
        clerk: employer.address,
        university: university.address,
        registrar: registrar.address,
        issuer: issuer.address,
        graduate: graduate.address,
        mallory: mallory.address,
        relayer: relayer.address,
        council: String(council.target),
        manager: String(manager.target),
        registry: String(registry.target),
        organization: place,
        organizationFactory: String(organizations.target),
      },
      bodies: {
        newcomer: String(newcomer.target),
        applicant: String(applicant.target),
        accredited: String(changing.target),
        suspended: String(suspended.target),
      },
      wallets: {
        active: String(active.target),
        deactivated: String(deactivated.target),
        destroyed: String(destroyed.target),
      },
      keyFrom: (await organization.keyAt(1)).from,
      firstAccredited: (await registry.standingOf(changing)).firstAccredited,
      signed: {
        enrol: [enrolment, await sign("Enrol", enrolment)],
        acceptRequest: [request, await sign("RequestRecord", request)],
        enact: [decision, [approval]],
      },
      calls,
      grantId: GRANT_ID,
    },
    contracts: {
      Organization: place,
      PseudonymousWallet: String(active.target),
      OracleRegistry: String(registry.target),
      Council: String(council.target),
      GovernanceManager: String(manager.target),
      WalletFactory: String(wallets.target),
      OrganizationFactory: String(organizations.target),
      ChainDeployer: String(chainDeployer.target),
    },
  };
}
