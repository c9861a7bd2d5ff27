import { getBytes, id } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { Authority, Category, RecordType, StatusReason } from "../../sdk/generated/enums.ts";
import { iCredentialWalletInterface } from "../../sdk/generated/ICredentialWallet.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import type { ItemInput } from "../../sdk/generated/structs.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { errorIn, expectRevert, revertOf } from "./support/reverts.ts";
import {
  accredited,
  BLOB,
  FAR,
  IN_PERSON,
  issue,
  itemFor,
  newWallet,
  recordId,
  SIGNING_KEY,
  signFor,
} from "./support/steps.ts";

/** What OrganizationBatches gives a wallet for one item. */
const ITEM_GAS = 170_000;

describe.each(NETWORKS)("Batches on %s", (network) => {
  let system: System;
  let body: Organization;
  let university: Organization;
  let graduate: string;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    body = await accredited(system, "Recognition body", Authority.Cross);
    university = await accredited(system, "University", Authority.Direct);
    graduate = system.people.graduate.address;
    for (const index of [0, 1, 2]) await newWallet(system, 3, index);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const send = (organization: Organization, items: readonly ItemInput[], blobs: readonly string[] = [BLOB]) =>
    organization.connect(system.people.issuer).issueBatch(9, Category.HigherEducation, SIGNING_KEY, items, blobs);

  it("a wallet that refuses costs only its item, and says why", async () => {
    const { people } = system;
    const destroyed = await newWallet(system, 1, 1);
    await mined(destroyed.destroy(IN_PERSON));
    const deactivated = await newWallet(system, 1, 2);
    await mined(deactivated.deactivate(IN_PERSON));
    const blocking = await newWallet(system, 1, 3);
    await mined(blocking.blockOrganization(body, IN_PERSON));
    await issue(system, body, itemFor(system, 3, 1));
    await mined(body.connect(people.issuer).revoke(itemFor(system, 3, 1).record, StatusReason.IssuedInError));

    const notOurs = itemFor(system, 3, 4);
    const items = [
      itemFor(system, 3, 2),
      itemFor(system, 1, 3, { walletIndex: 1 }),
      itemFor(system, 1, 3, { walletIndex: 2 }),
      itemFor(system, 1, 3, { walletIndex: 3 }),
      itemFor(system, 1, 3, { walletIndex: 4 }),
      { ...notOurs, record: { ...notOurs.record, owner: people.mallory.address } },
      itemFor(system, 3, 1, { sequence: 3 }),
      itemFor(system, 3, 2),
      itemFor(system, 3, 3, { place: 7 }),
    ];
    const { logs } = await mined(send(body, items));
    const refusals = readEvents(body, "ItemRefused", logs).map(({ args }) => {
      expect(args.batch).toBe(9n);
      expect(args.recordId).toBe(items[Number(args.index)]?.record.recordId);
      return [Number(args.index), errorIn(args.reason)];
    });
    expect(refusals).toEqual([
      [1, { name: "WalletDestroyed", args: [] }],
      [2, { name: "WalletDeactivated", args: [] }],
      [3, { name: "WalletBlocked", args: [body.target] }],
      [4, { name: "OrganizationNoWallet", args: [graduate, 1n, 4n] }],
      [5, { name: "OrganizationNoWallet", args: [people.mallory.address, 3n, 0n] }],
      [6, { name: "WalletRecordRevoked", args: [recordId(1)] }],
      [7, { name: "WalletRecordExists", args: [recordId(2)] }],
    ]);
    expect(readEvents(body, "BatchIssued", logs).map(({ args }) => args)).toEqual([
      { batch: 9n, category: 2n, keyNumber: 1n, items: 9n, refused: 7n },
    ]);
  });

  it("a batch sent twice does no harm", async () => {
    const items = [itemFor(system, 3, 1), itemFor(system, 3, 2)];
    await mined(send(body, items));
    const before = await system.lens.sealedRecords(await system.wallets.walletOf(graduate, 3, 0), 0, 10);
    const { logs } = await mined(send(body, items));
    expect(readEvents(body, "BatchIssued", logs)[0]?.args.refused).toBe(2n);
    expect(await system.lens.sealedRecords(await system.wallets.walletOf(graduate, 3, 0), 0, 10)).toEqual(before);
  });

  it("is refused as a whole where it is malformed", async () => {
    await expectRevert(send(body, [], []), "OrganizationEmptyBatch");
    await expectRevert(send(body, [itemFor(system, 3, 1)], []), "OrganizationUnknownBlob", 1);
    await expectRevert(send(body, [itemFor(system, 3, 1)], ["0x0001"]), "OrganizationBadBlob", 0, 2);
    await expectRevert(send(body, [itemFor(system, 3, 1)], [BLOB, "0x01020304"]), "OrganizationBadBlob", 1, 4);
    const large = `0x${"00".repeat(24_001)}`;
    await expectRevert(send(body, [itemFor(system, 3, 1)], [large]), "OrganizationBadBlob", 0, 24_001);
  });

  it("takes a payload of the largest size", async () => {
    const items = [itemFor(system, 3, 1)];
    await mined(send(body, items, [`0x000100${"00".repeat(23_997)}`]));
    expect(await body.dataContractCount()).toBe(1n);
  });

  it("another organization's copied recordId is another record", async () => {
    await issue(system, body, itemFor(system, 3, 1));
    await requestAll(1);
    await mined(send(university, [itemFor(system, 3, 1)]));
    const wallet = await system.wallets.walletOf(graduate, 3, 0);
    const { records } = await system.lens.sealedRecords(wallet, 0, 10);
    expect(records.map(({ organization }) => organization)).toEqual([body.target, university.target]);
  });

  it("the dearest payload a wallet can take stays well below what an item is given", async () => {
    // The first record of a wallet of profile 3: five new slots.
    const item = itemFor(system, 3, 1);
    const payload = { ...item, ...item.record, category: 2, keyNumber: 1, data: 1, validUntil: FAR };
    const data = iCredentialWalletInterface.encodeFunctionData("addPayload", [payload]);
    const to = await system.wallets.walletOf(graduate, 3, 0);
    const limit = await system.chain.provider.send("eth_estimateGas", [{ from: body.target, to, data }]);
    const intrinsic = getBytes(data).reduce((gas, byte) => gas + (byte === 0 ? 4 : 16), 21_000);
    // The node's estimate is exact to 5 %.
    expect((Number(limit) - intrinsic) * 1.2).toBeLessThan(ITEM_GAS);
  });

  it("a gas limit that is just short reverts the whole batch, and never refuses an item", async () => {
    await requestAll(3);
    const items = [0, 1, 2].map((walletIndex) =>
      itemFor(system, 3, walletIndex, { walletIndex, recordType: RecordType.Degree + walletIndex }),
    );
    const issuer = university.connect(system.people.issuer);
    const outcomes = new Set<string>();
    for (let gasLimit = 60_000; gasLimit < 1_000_000; gasLimit += 7_919) {
      const call = issuer.issueBatch.staticCall(9, 2, SIGNING_KEY, items, [BLOB], { gasLimit });
      const refused = await call.catch(() => undefined);
      if (refused === undefined) outcomes.add(await reasonFor(call));
      else expect(refused).toBe(0n);
      if (refused !== undefined) outcomes.add("issued");
    }
    expect([...outcomes].sort()).toEqual([
      "BatchOutOfGas 0",
      "BatchOutOfGas 1",
      "BatchOutOfGas 2",
      "issued",
      "out of gas",
    ]);
  });

  it("a batch beyond the block's gas limit names the item it stopped at", async () => {
    const items = Array.from({ length: 40 }, (_, award) => itemFor(system, 3, award));
    const call = body.connect(system.people.issuer).issueBatch.staticCall(9, 2, SIGNING_KEY, items, [BLOB], {
      gasLimit: 3_000_000,
    });
    const { name, args } = await revertOf(call);
    expect(name).toBe("BatchOutOfGas");
    expect(Number(args[0])).toBeGreaterThan(5);
  });

  it("costs as much for a wallet with 10,000 records as for one with ten", async () => {
    const wallet = await system.wallets.walletOf(graduate, 3, 0);
    const gasWith = async (records: number) => {
      await system.chain.provider.send("hardhat_setStorageAt", [
        wallet,
        "0x0",
        `0x${records.toString(16).padStart(64, "0")}`,
      ]);
      return (await issue(system, body, itemFor(system, 3, records))).gasUsed;
    };
    const [few, many] = [await gasWith(10), await gasWith(10_000)];
    expect(Number(many)).toBeLessThan(Number(few) * 1.01);
  });

  /** The graduate asks the university for one record of each of the first types from Degree on. */
  async function requestAll(count: number): Promise<void> {
    for (let nonce = 0; nonce < count; nonce++) {
      const request = {
        holder: graduate,
        profile: 3,
        walletIndex: nonce,
        recordType: RecordType.Degree + nonce,
        documents: id("papers"),
        nonce,
        deadline: FAR,
      };
      const message = { ...request, organization: String(university.target) };
      const signature = await signFor(system, system.people.graduate, university, "RequestRecord", message);
      await mined(university.connect(system.people.registrar).acceptRequest(request, signature));
    }
  }
});

/** "BatchOutOfGas 2", or "out of gas" where there was not even enough to say so. */
async function reasonFor(call: Promise<unknown>): Promise<string> {
  return revertOf(call).then(
    ({ name, args }) => [name, ...args].join(" "),
    () => "out of gas",
  );
}
