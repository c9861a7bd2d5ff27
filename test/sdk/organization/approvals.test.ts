import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ORGANIZATION_ROLES } from "../../../sdk/abi/organizationRoles.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import type { BatchInput } from "../../../sdk/issuing/BatchInput.ts";
import { hashBatch } from "../../../sdk/issuing/batchHash.ts";
import { issueBatch } from "../../../sdk/issuing/issueBatch.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import {
  approveBatch,
  prepareBatch,
  readApprovals,
  requireApprovals,
  withdrawBatch,
} from "../../../sdk/organization/approvals.ts";
import { awardOf } from "../../fixtures/issuing.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const DAY = 86_400;

describe("the two-person rule", () => {
  let world: World;
  let restore: () => Promise<void>;
  let batch: BatchInput;
  let hash: string;
  beforeAll(async () => {
    world = await openWorld();
    const { account, address, context } = world.university;
    const organization = connectOrganization(address, account);
    await (await organization.grantRole(await organization.ISSUER_ROLE(), world.governor)).wait();
    await requireApprovals(account, address, 1);
    const records = await Promise.all([1, 2].map(() => prepareRecord(context, awardOf(world))));
    batch = { batch: 3n, keyNumber: context.signing.number, records };
    hash = hashBatch(world.chain.chainId, address, batch);
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  it("is over roles whose ids are those of the contract", async () => {
    const organization = connectOrganization(world.university.address, world.university.account);
    expect(ORGANIZATION_ROLES).toEqual({
      admin: await organization.DEFAULT_ADMIN_ROLE(),
      registrar: await organization.REGISTRAR_ROLE(),
      issuer: await organization.ISSUER_ROLE(),
    });
  });

  it("lets exactly the batch through that another person approved", async () => {
    const { account, address } = world.university;
    await expect(issueBatch(account, address, batch)).rejects.toMatchObject({
      code: "ERR_REVERTED",
      details: { error: "OrganizationNotApproved", args: [hash, "0", "1"] },
    });
    await prepareBatch(account, address, hash);
    const prepared = await world.local.now();
    await expect(approveBatch(account, address, hash)).rejects.toMatchObject({
      details: { error: "OrganizationMayNotApprove" },
    });
    await approveBatch(world.governor, address, hash);
    expect(await readApprovals(world.chain, address, hash)).toEqual({
      required: 1,
      preparer: account.address,
      until: prepared + 30 * DAY,
      approvers: [world.governor.address],
    });
    expect((await issueBatch(account, address, batch)).refused.size).toBe(0);
    expect(await readApprovals(world.chain, address, hash)).toEqual({
      required: 1,
      preparer: undefined,
      until: undefined,
      approvers: [],
    });
  });

  it("forgets what was approved more than 30 days ago", async () => {
    const { account, address } = world.university;
    await prepareBatch(account, address, hash);
    await approveBatch(world.governor, address, hash);
    const { until = 0 } = await readApprovals(world.chain, address, hash);
    await world.local.setTime(until);
    expect(await readApprovals(world.chain, address, hash)).toMatchObject({ approvers: [world.governor.address] });
    await world.local.setTime(until + 1);
    expect(await readApprovals(world.chain, address, hash)).toEqual({
      required: 1,
      preparer: undefined,
      until: undefined,
      approvers: [],
    });
  });

  it("forgets a batch that is withdrawn", async () => {
    const { account, address } = world.university;
    await prepareBatch(account, address, hash);
    await approveBatch(world.governor, address, hash);
    await withdrawBatch(world.governor, address, hash);
    await expect(issueBatch(account, address, batch)).rejects.toMatchObject({
      details: { error: "OrganizationNotApproved" },
    });
  });
});
