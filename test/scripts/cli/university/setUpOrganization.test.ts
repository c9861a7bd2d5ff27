import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Wallet, ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResumably } from "../../../../scripts/cli/university/createResumably.ts";
import type { OrganizationPlan } from "../../../../scripts/cli/university/setUpOrganization.ts";
import { findOrganization, missingSteps } from "../../../../scripts/cli/university/setUpOrganization.ts";
import { readKeys } from "../../../../sdk/organization/readKeys.ts";
import { readStaff } from "../../../../sdk/organization/readStaff.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../../fixtures/university.ts";

describe("setting an organization up", () => {
  let university: University;
  let admin: Wallet;
  beforeAll(async () => {
    university = await openUniversity();
    admin = new Wallet(studentKey("admin"), university.node);
  });
  afterAll(() => university.close());

  const planOf = (name: string, more: Partial<OrganizationPlan> = {}): OrganizationPlan => ({
    name,
    country: "IT",
    metadataHash: ZeroHash,
    issuerFile: join(university.folder, `${name}.json`),
    password: "correct horse",
    staff: [
      { role: "registrar", account: university.governor.address },
      { role: "issuer", account: admin.address },
    ],
    validity: 86_400,
    authority: "direct",
    categories: ["vocational"],
    evidence: ZeroHash,
    cost: 1024,
    ...more,
  });

  it("does one thing after the other, and only what is missing, wherever it was interrupted", async () => {
    const plan = planOf("College");
    const left: number[] = [];
    for (let runs = 0; runs < 10; runs++) {
      const steps = await missingSteps(university.chain, admin, plan);
      left.push(steps.length);
      if (steps[0] === undefined) break;
      await steps[0].run();
    }
    expect(left).toEqual([5, 4, 3, 2, 1, 0]);
    const { address = "", standing } = (await findOrganization(university.chain, plan)) ?? {};
    expect(standing).toMatchObject({ status: "applied", categories: ["vocational"] });
    expect(await readStaff(university.chain, address)).toEqual([
      { role: "admin", account: admin.address },
      { role: "registrar", account: university.governor.address },
      { role: "issuer", account: admin.address },
    ]);
    expect(await readKeys(university.chain.provider, address)).toHaveLength(2);
  }, 120_000);

  it("makes no second organization where the first run ended before it could write the issuer file", async () => {
    const terms = { name: "Once", country: "IT", metadataHash: ZeroHash };
    const file = join(university.folder, "once.json");
    const create = (cost: number) => createResumably(chain, admin, terms, { file, password: "correct horse", cost });
    const { chain } = university;
    // scrypt refuses it, when the organization is on the chain already.
    await expect(create(3)).rejects.toThrow();
    expect(existsSync(file)).toBe(false);
    const listed = async () => (await readRegistered()).filter(({ name }) => name === terms.name);
    const [begun] = await listed();
    expect(await create(1024)).toBe(begun?.address);
    expect(await listed()).toHaveLength(1);
    expect(readdirSync(university.folder).filter((name) => name.startsWith("once."))).toEqual(["once.json"]);
  }, 120_000);

  /** Every organization there is, whether or not it applied. */
  async function readRegistered() {
    const { provider, organizationFactory: factory, generation } = university.chain;
    const logs = await provider.getLogs({ address: await factory.getAddress(), fromBlock: generation.fromBlock });
    return logs.flatMap((log) => {
      const { args } = factory.interface.parseLog(log) ?? {};
      return args === undefined ? [] : [{ address: String(args.organization), name: String(args.name) }];
    });
  }

  it("does not go on with other terms than it began with", async () => {
    const begin = (name: string, cost: number) => {
      const terms = { name, country: "IT", metadataHash: ZeroHash };
      const file = join(university.folder, "other.json");
      return createResumably(university.chain, admin, terms, { file, password: "correct horse", cost });
    };
    await expect(begin("One", 3)).rejects.toThrow();
    await expect(begin("Two", 1024)).rejects.toMatchObject({ code: "ERR_JOURNAL" });
  }, 120_000);

  it("takes no issuer file of another organization, or of another network", async () => {
    const issuerFile = join(university.folder, "issuer.json");
    await expect(missingSteps(university.chain, admin, planOf("Strange", { issuerFile }))).rejects.toMatchObject({
      code: "ERR_ARGUMENT",
    });
  });
});
