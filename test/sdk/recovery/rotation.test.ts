import type { Wallet } from "ethers";
import { getBytes, ZeroAddress } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { appointDelegate } from "../../../sdk/recovery/appointDelegate.ts";
import { changeEncryptionKey } from "../../../sdk/recovery/changeEncryptionKey.ts";
import { controllerOf } from "../../../sdk/recovery/controllerOf.ts";
import { openRecordsWithKeys } from "../../../sdk/recovery/openRecordsWithKeys.ts";
import { readEncryptedExport } from "../../../sdk/recovery/readEncryptedExport.ts";
import { rotateController } from "../../../sdk/recovery/rotateController.ts";
import { writeEncryptedExport } from "../../../sdk/recovery/writeEncryptedExport.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { readEncryptionKey } from "../../../sdk/wallet/readEncryptionKey.ts";
import { sendWalletAct, signWalletAct } from "../../../sdk/wallet/walletActs.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { awardOf, issue, sendRecords } from "../../fixtures/issuing.ts";
import { ask, expectInvalid, expectValid } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, openWorld } from "../../fixtures/world.ts";

const PASSWORD = "correct horse battery staple";

describe("after a holder's key was rotated", () => {
  let world: World;
  let before: Held;
  let owner: string;
  /** The holder's new device. */
  let device: Wallet;

  beforeAll(async () => {
    world = await openWorld();
    before = await issue(world);
    owner = world.graduate.account.address;
    device = await world.local.fundedWallet("employer");
    const handover = { owner, newController: device.address };
    await rotateController(world.chain, world.graduate.account, handover);
  });

  afterAll(() => world.close());

  it("the new account acts for the owner, and the same rotation again changes nothing", async () => {
    expect(await controllerOf(world.chain, owner)).toBe(device.address);
    const again = { owner, newController: device.address };
    await rotateController(world.chain, device, again);
    expect(await controllerOf(world.chain, owner)).toBe(device.address);
  });

  it("old records verify when the new key presents them, and no more when the old one does", async () => {
    expectValid(await ask(world, before, { signer: memoryTokenSigner(getBytes(device.privateKey)) }));
    expectInvalid(await ask(world, before), "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("the old key cannot act on the wallet, nor hand it on", async () => {
    const deadline = (await world.local.now()) + DAY;
    const signed = await signWalletAct(
      world.chain,
      world.graduate.account,
      before.wallet,
      { act: "destroy" },
      { deadline },
    );
    await expect(sendWalletAct(world.relayer, signed)).rejects.toMatchObject({
      code: "ERR_REVERTED",
      details: { error: "WalletBadSignature" },
    });
    const handover = { owner, newController: world.mallory.account.address };
    await expect(rotateController(world.chain, world.graduate.account, handover)).rejects.toMatchObject({
      code: "ERR_CONTROLLER",
      details: { controller: device.address },
    });
  });

  it("new records are sealed to the new encryption key; both keys together open all, each alone its own", async () => {
    const { chain, university, relayer } = world;
    const newKey = world.random(32);
    const { publicKey } = memoryTokenSigner(newKey);
    const deadline = (await world.local.now()) + DAY;
    const change = { encryptionKey: publicKey, deadline };
    await sendWalletAct(relayer, await changeEncryptionKey(chain, device, before.wallet, change));
    expect(await readEncryptionKey(chain, before.wallet)).toEqual(publicKey);

    const award = { ...awardOf(world), encryptionKey: publicKey };
    const prepared = await prepareRecord(university.context, award);
    await sendRecords(world, [prepared]);
    const claimFiles = [before.prepared.claimFile, prepared.claimFile];
    const [fresh, old] = [memoryDecryptionKey(newKey), world.graduate.decryptionKey];
    const open = (...decryptionKeys: (typeof old)[]) =>
      openRecordsWithKeys(chain, before.wallet, { decryptionKeys, claimFiles });

    const both = await open(fresh, old);
    const ids = [before.recordId, prepared.claimFile.recordId];
    expect(both.opened.map(({ credential }) => credential.recordId).toSorted()).toEqual(ids.toSorted());
    expect(both.unopened).toEqual([]);
    for (const [key, mine, lost] of [
      [fresh, ids[1], ids[0]],
      [old, ids[0], ids[1]],
    ] as const) {
      const { opened, unopened } = await open(key);
      expect(opened.map(({ credential }) => credential.recordId)).toEqual([mine]);
      expect(unopened).toMatchObject([{ recordId: lost, error: { code: "ERR_SEAL_OPEN" } }]);
    }
    expect(await open()).toEqual({ opened: [], unopened: [] });
  });

  it("what the old key opened is re-wrapped in the holder's export, and presented from there without that key", async () => {
    const backup = {
      credentials: [before.record],
      keys: [{ name: "account", privateKey: getBytes(device.privateKey) }],
      claimFiles: [],
    };
    const options = { random: world.random, cost: { N: 1024 } };
    const { credentials, keys } = await readEncryptedExport(
      await writeEncryptedExport(backup, PASSWORD, options),
      PASSWORD,
    );
    const record = { ...before.record, ...credentials[0]! };
    expectValid(await ask(world, { ...before, record }, { signer: memoryTokenSigner(keys[0]!.privateKey) }));
  });

  it("a wallet that noted it never obeys the owner's first key again, even if ERC-1056 does", async () => {
    const registry = world.chain.didRegistry.connect(device);
    await sendTransaction(() => registry.changeOwner(owner, owner));
    const deadline = (await world.local.now()) + DAY;
    const act = { act: "deactivate" } as const;
    const signed = await signWalletAct(world.chain, world.graduate.account, before.wallet, act, { deadline });
    await expect(sendWalletAct(world.relayer, signed)).rejects.toMatchObject({
      details: { error: "WalletControllerLost" },
    });
    expect(await world.chain.didRegistry.identityOwner(owner)).toBe(owner);
    expect(await controllerOf(world.chain, owner)).toBe(ZeroAddress);
    const appointment = { owner, delegate: world.mallory.account.address, validity: DAY };
    await expect(appointDelegate(world.chain, world.graduate.account, appointment)).rejects.toMatchObject({
      code: "ERR_CONTROLLER",
      message: /nobody does until control is handed on/,
      details: { controller: ZeroAddress },
    });
  });

  it("a wallet that nobody acts for obeys again whom the first key hands it to", async () => {
    await rotateController(world.chain, world.graduate.account, { owner, newController: device.address });
    expect(await controllerOf(world.chain, owner)).toBe(device.address);
    expectValid(await ask(world, before, { signer: memoryTokenSigner(getBytes(device.privateKey)) }));
  });
});

describe("rotateController refuses", () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
  });

  afterAll(() => world.close());

  it.each<[string, (world: World) => { by: Wallet; to: string }, string]>([
    ["to hand over to nobody", ({ graduate }) => ({ by: graduate.account, to: ZeroAddress }), "ERR_CONTROLLER"],
    [
      "to hand back to the owner",
      ({ graduate }) => ({ by: graduate.account, to: graduate.account.address }),
      "ERR_CONTROLLER",
    ],
    ["a stranger", ({ mallory }) => ({ by: mallory.account, to: mallory.account.address }), "ERR_CONTROLLER"],
    [
      "a mistyped address",
      ({ graduate }) => ({ by: graduate.account, to: "0x70997970C51812dc3A010C7d01b50e0d17dc79c8" }),
      "ERR_ARGUMENT",
    ],
  ])("%s", async (_, choose, code) => {
    const { by, to } = choose(world);
    const owner = world.graduate.account.address;
    const handover = { owner, newController: to };
    await expect(rotateController(world.chain, by, handover)).rejects.toMatchObject({ code });
    expect(await controllerOf(world.chain, owner)).toBe(owner);
  });
});
