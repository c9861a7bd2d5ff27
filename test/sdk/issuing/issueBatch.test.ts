import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { issueBatch } from "../../../sdk/issuing/issueBatch.ts";
import type { Award } from "../../../sdk/issuing/prepareRecord.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { act, awardOf, issue, sendRecords } from "../../fixtures/issuing.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("issueBatch", () => {
  let world: World;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const prepare = (award: Award) => prepareRecord(world.university.context, award);

  it("puts every record into its wallet and tells block, transaction and gas", async () => {
    const records = await Promise.all(([1, 2, 3, 2] as const).map((profile) => prepare(awardOf(world, { profile }))));
    const result = await sendRecords(world, records);
    expect(result.refused.size).toBe(0);
    const receipt = await world.chain.provider.getTransactionReceipt(result.transactionHash);
    expect(receipt).toMatchObject({ status: 1, blockNumber: result.blockNumber, gasUsed: result.gasUsed });
    const { decryptionKey } = world.graduate;
    const claimFiles = records.map(({ claimFile }) => claimFile);
    const wallets = new Set(claimFiles.map(({ wallet }) => wallet));
    const all = await Promise.all(
      [...wallets].map((wallet) => openRecords(world.chain, wallet, { decryptionKey, claimFiles })),
    );
    expect(all.flatMap(({ unopened }) => unopened)).toEqual([]);
    const ids = all.flatMap(({ opened }) => opened.map(({ credential }) => credential.recordId));
    expect(ids.sort()).toEqual(claimFiles.map(({ recordId }) => recordId).sort());
  });

  it("names for each refused record its place and the wallet's own reason, and issues the others", async () => {
    const there = await issue(world);
    const elsewhere = { owner: world.mallory.account.address, profile: 3, index: 0 } as const;
    const missing = { owner: world.graduate.account.address, profile: 2, index: 9 } as const;
    const awards: Award[] = [
      awardOf(world),
      there.award,
      awardOf(world, { award: { wallet: elsewhere } }),
      awardOf(world, { award: { wallet: missing } }),
      { ...there.award, sequence: 3 },
      { ...awardOf(world), sequence: 2 },
      awardOf(world, { award: { validUntil: (await world.local.now()) - 1 } }),
      awardOf(world),
    ];
    const { refused } = await sendRecords(world, await Promise.all(awards.map(prepare)));
    expect(Object.fromEntries([...refused].map(([index, { name }]) => [index, name]))).toEqual({
      1: "WalletRecordExists",
      2: "OrganizationNotEnrolled",
      3: "OrganizationNoWallet",
      4: "WalletWrongSequence",
      5: "WalletRecordUnknown",
      6: "WalletValidityEnded",
    });
    expect(refused.get(1)?.args).toEqual([there.recordId]);
    expect(refused.get(4)?.args).toEqual([3n, 2n]);
  });

  it("does no harm when it is repeated: every record is refused as being there", async () => {
    const records = await Promise.all([awardOf(world), awardOf(world)].map(prepare));
    await sendRecords(world, records);
    const { refused } = await sendRecords(world, records);
    expect([...refused.values()].map(({ name }) => name)).toEqual(["WalletRecordExists", "WalletRecordExists"]);
  });

  it("lets one deactivated, destroyed or blocking wallet cost only its own record", async () => {
    const held = await issue(world, { profile: 1 });
    await act(world, held, { act: "destroy" });
    const blocking = await issue(world, { profile: 2 });
    await act(world, blocking, { act: "blockOrganization", organization: world.university.address });
    const sleeping = await issue(world, { profile: 3 });
    await act(world, sleeping, { act: "deactivate" });
    const profiles = [1, 2, 3] as const;
    const own = await Promise.all(profiles.map((profile) => prepare(awardOf(world, { profile }))));
    const others = await prepare(awardOf(world, { person: world.mallory, profile: 1 }));
    const { refused } = await sendRecords(world, [...own, others]);
    expect([...refused.values()].map(({ name }) => name)).toEqual([
      "WalletDestroyed",
      "WalletBlocked",
      "WalletDeactivated",
    ]);
    expect(refused.has(3)).toBe(false);
  });

  it("is refused as a whole from an account without the issuer's role, and with the organization's own reason", async () => {
    const records = [await prepare(awardOf(world))];
    const batch = { batch: 1n, keyNumber: 1, records };
    const byMallory = issueBatch(world.mallory.account, world.university.address, batch);
    await expect(byMallory).rejects.toMatchObject({
      code: "ERR_REVERTED",
      details: { error: "AccessControlUnauthorizedAccount" },
    });
    for (const keyNumber of [0, 2, 9]) {
      const wrongKey = issueBatch(world.university.account, world.university.address, { ...batch, keyNumber });
      await expect(wrongKey).rejects.toMatchObject({ details: { error: "OrganizationKeyNotLive" } });
    }
  });

  it("is refused before anything is sent when it is empty or of several categories", async () => {
    const degree = await prepare(awardOf(world));
    const certificate = await prepare(awardOf(world, { award: { category: "vocational", recordType: "certificate" } }));
    for (const records of [[], [degree, certificate]]) {
      await expect(sendRecords(world, records)).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    }
  });

  it("needs no enrolment to amend: a holder who left still gets corrections", async () => {
    const held = await issue(world);
    const { account, address } = world.university;
    await sendTransaction(() => connectOrganization(address, account).endEnrolment(world.graduate.account.address));
    const records = await Promise.all([{ ...held.award, sequence: 2 }, awardOf(world)].map(prepare));
    const { refused } = await sendRecords(world, records);
    expect([...refused].map(([index, { name }]) => [index, name])).toEqual([[1, "OrganizationNotEnrolled"]]);
  });
});
