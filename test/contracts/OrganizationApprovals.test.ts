import { AbiCoder, id, keccak256, ZeroAddress } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { readStruct } from "../../sdk/call/readStruct.ts";
import { Authority, Category, KeyPurpose } from "../../sdk/generated/enums.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { accredited, BLOB, itemFor, keyBytes, newWallet, SIGNING_KEY } from "./support/steps.ts";

const NOBODY = { preparer: ZeroAddress, until: 0n, first: ZeroAddress, second: ZeroAddress };
const DAYS_30 = 30n * 86_400n;
/** Published behind the signing key and the sealing key. */
const LASTING_KEY = 3;

describe.each(NETWORKS)("The two-person rule on %s", (network) => {
  let system: System;
  let body: Organization;
  let restore: () => Promise<void>;
  /** As the registrar, and the three issuers: the issuer, the employer, the relayer. */
  let registrar: Organization;
  let issuers: readonly Organization[];
  beforeAll(async () => {
    system = await openSystem(network);
    const { people } = system;
    body = await accredited(system, "Recognition body", Authority.Cross);
    const role = await body.ISSUER_ROLE();
    await mined(body.grantRole(role, people.employer));
    await mined(body.grantRole(role, people.relayer));
    registrar = body.connect(people.registrar);
    issuers = [people.issuer, people.employer, people.relayer].map((person) => body.connect(person));
    for (const index of [0, 1]) await newWallet(system, 2, index);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const batchOf = (batch: number, awards: readonly number[], walletIndex = 0, key = SIGNING_KEY) => {
    const items = awards.map((award) => itemFor(system, 2, award, { walletIndex }));
    return [batch, Category.HigherEducation, key, items, [BLOB]] as const;
  };
  const hashOf = (batch: ReturnType<typeof batchOf>) =>
    body.batchHashOf(body.interface.encodeFunctionData("issueBatch", batch));
  const approvalsOf = async (hash: string) => readStruct(body.approvalsOf, await body.approvalsOf(hash));
  const addressOf = (contract: Organization) => (contract.runner as unknown as { address: string }).address;

  it("asks for nothing until an admin says so", async () => {
    expect(await body.approvalsRequired()).toBe(0n);
    await mined(issuers[0]!.issueBatch(...batchOf(1, [1])));
    const { logs } = await mined(body.setApprovalsRequired(2));
    expect(readEvents(body, "ApprovalsRequired", logs)[0]?.args).toEqual({
      count: 2n,
      admin: system.people.university.address,
    });
    await expectRevert(body.setApprovalsRequired(3), "OrganizationBadApprovals", 3);
  });

  it("the hash covers chain, organization and the call to the byte", async () => {
    const call = body.interface.encodeFunctionData("issueBatch", batchOf(1, [1]));
    const expected = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ["uint256", "address", "bytes32"],
        [system.chain.chainId, body.target, keccak256(call)],
      ),
    );
    expect(await body.batchHashOf(call)).toBe(expected);
  });

  it.each([1, 2])("with %d approvals a batch goes through once they are given, and not before", async (required) => {
    await mined(body.setApprovalsRequired(required));
    const batch = batchOf(1, [1, 2]);
    const hash = await hashOf(batch);
    for (let given = 0; given < required; given++) {
      await expectRevert(issuers[0]!.issueBatch(...batch), "OrganizationNotApproved", hash, given, required);
      if (given === 0) {
        const { logs } = await mined(registrar.prepareBatch(hash));
        expect(readEvents(body, "BatchPrepared", logs)[0]?.args).toEqual({
          batchHash: hash,
          preparer: addressOf(registrar),
          until: BigInt(await system.chain.now()) + DAYS_30,
        });
        await expectRevert(issuers[0]!.issueBatch(...batch), "OrganizationNotApproved", hash, 0, required);
      }
      const { logs } = await mined(issuers[given]!.approveBatch(hash));
      expect(readEvents(body, "BatchApproved", logs)[0]?.args).toEqual({
        batchHash: hash,
        approver: addressOf(issuers[given]!),
      });
    }
    const { logs } = await mined(issuers[2]!.issueBatch(...batch));
    expect(readEvents(body, "ApprovalsUsed", logs)[0]?.args).toEqual({
      batchHash: hash,
      preparer: addressOf(registrar),
      first: addressOf(issuers[0]!),
      second: required === 2 ? addressOf(issuers[1]!) : ZeroAddress,
    });
    expect(readEvents(body, "BatchIssued", logs)[0]?.args).toMatchObject({ items: 2n, refused: 0n });
    // Used up, whatever became of the items.
    expect(await approvalsOf(hash)).toEqual(NOBODY);
    await expectRevert(issuers[2]!.issueBatch(...batch), "OrganizationNotApproved", hash, 0, required);
  });

  it("is used up even where every item is refused", async () => {
    await mined(body.setApprovalsRequired(1));
    const batch = batchOf(1, [1], 9);
    const hash = await hashOf(batch);
    await mined(registrar.prepareBatch(hash));
    await mined(issuers[0]!.approveBatch(hash));
    const { logs } = await mined(issuers[0]!.issueBatch(...batch));
    expect(readEvents(body, "BatchIssued", logs)[0]?.args).toMatchObject({ items: 1n, refused: 1n });
    await expectRevert(issuers[0]!.issueBatch(...batch), "OrganizationNotApproved", hash, 0, 1);
  });

  it("holds for a single issue too, which is another call than a batch of one", async () => {
    await mined(body.setApprovalsRequired(1));
    const batch = batchOf(1, [1]);
    await mined(registrar.prepareBatch(await hashOf(batch)));
    await mined(issuers[0]!.approveBatch(await hashOf(batch)));
    const single = [1, Category.HigherEducation, SIGNING_KEY, itemFor(system, 2, 1), BLOB] as const;
    const hash = await body.batchHashOf(body.interface.encodeFunctionData("issue", single));
    await expectRevert(issuers[0]!.issue(...single), "OrganizationNotApproved", hash, 0, 1);
    await mined(registrar.prepareBatch(hash));
    await mined(issuers[1]!.approveBatch(hash));
    await mined(issuers[0]!.issue(...single));
  });

  it.each<[string, (batch: ReturnType<typeof batchOf>) => readonly unknown[]]>([
    ["another batch number", ([, ...rest]) => [2, ...rest]],
    ["another category", ([batch, , ...rest]) => [batch, Category.Professional, ...rest]],
    ["another key", ([batch, category, , ...rest]) => [batch, category, 2, ...rest]],
    ["another item", ([batch, category, key, , blobs]) => [batch, category, key, [itemFor(system, 2, 5)], blobs]],
    ["one item more", ([batch, category, key, items, blobs]) => [batch, category, key, [...items, ...items], blobs]],
    ["another payload", ([batch, category, key, items]) => [batch, category, key, items, ["0x00010006746865667421"]]],
  ])("does not let %s through on the same approvals", async (_, change) => {
    await mined(body.setApprovalsRequired(1));
    const batch = batchOf(1, [1]);
    await mined(registrar.prepareBatch(await hashOf(batch)));
    await mined(issuers[0]!.approveBatch(await hashOf(batch)));
    const changed = change(batch) as unknown as ReturnType<typeof batchOf>;
    const hash = await hashOf(changed);
    await expectRevert(issuers[0]!.issueBatch(...changed), "OrganizationNotApproved", hash, 0, 1);
  });

  it("another organization's approvals count nothing", async () => {
    const other = await accredited(system, "Other body", Authority.Cross);
    await mined(other.setApprovalsRequired(1));
    const batch = batchOf(1, [1]);
    await mined(registrar.prepareBatch(await hashOf(batch)));
    await mined(issuers[0]!.approveBatch(await hashOf(batch)));
    const hash = await other.batchHashOf(body.interface.encodeFunctionData("issueBatch", batch));
    expect(hash).not.toBe(await hashOf(batch));
    await expectRevert(other.connect(system.people.issuer).issueBatch(...batch), "OrganizationNotApproved", hash, 0, 1);
  });

  it("nobody approves what is not prepared, what it prepared, or twice; and there is no third", async () => {
    const { people } = system;
    await mined(body.grantRole(await body.REGISTRAR_ROLE(), people.issuer));
    const hash = id("a batch");
    const [first, second, third] = issuers;
    await expectRevert(second!.approveBatch(hash), "OrganizationBatchNotPrepared", hash);
    await mined(first!.prepareBatch(hash));
    const prepared = BigInt(await system.chain.now());
    await expectRevert(registrar.prepareBatch(hash), "OrganizationBatchPrepared", hash, people.issuer.address);
    await expectRevert(first!.approveBatch(hash), "OrganizationMayNotApprove", hash, people.issuer.address);
    await mined(second!.approveBatch(hash));
    await expectRevert(second!.approveBatch(hash), "OrganizationMayNotApprove", hash, people.employer.address);
    await mined(third!.approveBatch(hash));
    await mined(body.grantRole(await body.ISSUER_ROLE(), people.graduate));
    const fourth = body.connect(people.graduate).approveBatch(hash);
    await expectRevert(fourth, "OrganizationMayNotApprove", hash, people.graduate.address);
    expect(await approvalsOf(hash)).toEqual({
      preparer: people.issuer.address,
      until: prepared + DAYS_30,
      first: people.employer.address,
      second: people.relayer.address,
    });
  });

  it("an approval dies with its giver's role", async () => {
    const { people } = system;
    await mined(body.setApprovalsRequired(2));
    const batch = batchOf(1, [1]);
    const hash = await hashOf(batch);
    await mined(registrar.prepareBatch(hash));
    await mined(issuers[0]!.approveBatch(hash));
    await mined(issuers[1]!.approveBatch(hash));
    await mined(body.revokeRole(await body.ISSUER_ROLE(), people.issuer));
    await expectRevert(issuers[2]!.issueBatch(...batch), "OrganizationNotApproved", hash, 1, 2);
    // Of the two given one is enough where one is asked for.
    await mined(body.setApprovalsRequired(1));
    await mined(issuers[2]!.issueBatch(...batch));
  });

  describe("after 30 days", () => {
    let batch: ReturnType<typeof batchOf>;
    let hash: string;
    let until: number;
    beforeEach(async () => {
      await mined(body.setApprovalsRequired(2));
      // The usual key lasts for some days only.
      await mined(body.publishKey(KeyPurpose.Signing, keyBytes("lasting"), 10_000_000));
      batch = batchOf(1, [1], 0, LASTING_KEY);
      hash = await hashOf(batch);
      await mined(registrar.prepareBatch(hash));
      await mined(issuers[0]!.approveBatch(hash));
      until = Number((await approvalsOf(hash)).until);
    });

    it("approvals still hold in the last second", async () => {
      await mined(issuers[1]!.approveBatch(hash));
      // The transaction's own block is a second later.
      await system.chain.setTime(until - 1);
      await mined(issuers[2]!.issueBatch(...batch));
    });

    it("approvals hold no more in the next", async () => {
      await mined(issuers[1]!.approveBatch(hash));
      await system.chain.setTime(until + 1);
      await expectRevert(issuers[2]!.issueBatch(...batch), "OrganizationNotApproved", hash, 0, 2);
    });

    it("nobody adds one, and a batch that is prepared anew has none", async () => {
      await system.chain.setTime(until + 1);
      await expectRevert(issuers[1]!.approveBatch(hash), "OrganizationBatchNotPrepared", hash);
      await mined(registrar.prepareBatch(hash));
      const now = BigInt(await system.chain.now());
      expect(await approvalsOf(hash)).toEqual({ ...NOBODY, preparer: addressOf(registrar), until: now + DAYS_30 });
      await mined(issuers[1]!.approveBatch(hash));
      await expectRevert(issuers[2]!.issueBatch(...batch), "OrganizationNotApproved", hash, 1, 2);
    });
  });

  it("whoever is involved, or an admin, takes a batch back; nobody else does", async () => {
    const { people } = system;
    const hash = id("a batch");
    const admin = await body.DEFAULT_ADMIN_ROLE();
    await expectRevert(body.withdrawBatch(hash), "OrganizationBatchNotPrepared", hash);
    for (const who of [people.registrar, people.issuer, people.employer, people.university]) {
      await mined(registrar.prepareBatch(hash));
      await mined(issuers[0]!.approveBatch(hash));
      await mined(issuers[1]!.approveBatch(hash));
      await expectRevert(
        body.connect(people.relayer).withdrawBatch(hash),
        "AccessControlUnauthorizedAccount",
        people.relayer.address,
        admin,
      );
      const { logs } = await mined(body.connect(who).withdrawBatch(hash));
      expect(readEvents(body, "BatchWithdrawn", logs)[0]?.args).toEqual({ batchHash: hash, by: who.address });
      expect(await approvalsOf(hash)).toEqual(NOBODY);
    }
  });
});
