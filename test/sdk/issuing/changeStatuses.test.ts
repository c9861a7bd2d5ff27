import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StatusReasonName } from "../../../sdk/issuing/changeStatus.ts";
import { changeStatuses } from "../../../sdk/issuing/changeStatus.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { awardOf, sendRecords } from "../../fixtures/issuing.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("changeStatuses", () => {
  let world: World;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  it("changes many at once, and names for each refused record its place and why", async () => {
    const { account, address, context } = world.university;
    const awards = [awardOf(world, { profile: 1 }), awardOf(world), awardOf(world, { profile: 3 })];
    const prepared = await Promise.all(awards.map((award) => prepareRecord(context, award)));
    await sendRecords(world, prepared);
    const records = prepared.map(({ claimFile }, index) => ({
      wallet: awards[index]!.wallet,
      recordId: claimFile.recordId,
    }));
    const change = { batch: 4n, act: "suspend", reason: "under_review", records } as const;
    expect((await changeStatuses(account, address, change)).refused.size).toBe(0);
    const { refused } = await changeStatuses(account, address, { ...change, records: records.slice(1) });
    expect([...refused].map(([index, { name }]) => [index, name])).toEqual([
      [0, "WalletWrongStatus"],
      [1, "WalletWrongStatus"],
    ]);
    const back = { ...change, act: "reinstate", reason: "review_closed" } as const;
    const { refused: none, blockNumber, gasUsed, transactionHash } = await changeStatuses(account, address, back);
    expect(none.size).toBe(0);
    const receipt = await world.chain.provider.getTransactionReceipt(transactionHash);
    expect(receipt).toMatchObject({ status: 1, blockNumber, gasUsed });
  });

  it.each([
    ["a recordId that is none", "0x12", "under_review"],
    ["a reason that is none", `0x${"12".repeat(16)}`, "because"],
  ])("refuses %s before anything is sent", async (_, recordId, reason) => {
    const { account, address } = world.university;
    const wallet = { owner: world.graduate.account.address, profile: 1, index: 0 } as const;
    const change = {
      batch: 1n,
      act: "revoke",
      reason: reason as StatusReasonName,
      records: [{ wallet, recordId }],
    } as const;
    await expect(changeStatuses(account, address, change)).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
  });
});
