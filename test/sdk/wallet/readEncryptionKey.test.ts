import { hexlify } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { readEncryptionKey } from "../../../sdk/wallet/readEncryptionKey.ts";
import { act, awardOf, issue, sendRecords } from "../../fixtures/issuing.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("readEncryptionKey", () => {
  let world: World;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  it("is the key published with the wallet, until the holder publishes another; the last one counts", async () => {
    const held = await issue(world);
    expect(await readEncryptionKey(world.chain, held.wallet)).toEqual(world.graduate.encryptionKey);
    for (const label of ["one", "two"]) {
      const key = nobleSecp256k1.publicKeyOf(fixedBytes(label, 32));
      const encryptionKey = hexlify(nobleSecp256k1.decompress(key).subarray(1));
      await act(world, held, { act: "setEncryptionKey", encryptionKey });
      expect(await readEncryptionKey(world.chain, held.wallet)).toEqual(key);
    }
  });

  it("is what later records open with, while earlier ones stay with the key they were sealed to", async () => {
    const before = await issue(world);
    const secret = fixedBytes("new key", 32);
    const encryptionKey = hexlify(nobleSecp256k1.decompress(nobleSecp256k1.publicKeyOf(secret)).subarray(1));
    await act(world, before, { act: "setEncryptionKey", encryptionKey });
    const key = await readEncryptionKey(world.chain, before.wallet);
    const award = awardOf(world, { award: { encryptionKey: key } });
    const after = await prepareRecord(world.university.context, award);
    await sendRecords(world, [after]);
    const openWith = async (decryptionKey: typeof world.graduate.decryptionKey) =>
      (await openRecords(world.chain, before.wallet, { decryptionKey, claimFiles: [] })).opened.map(
        ({ credential }) => credential.recordId,
      );
    expect(await openWith(world.graduate.decryptionKey)).toEqual([before.recordId]);
    expect(await openWith(memoryDecryptionKey(secret))).toEqual([after.claimFile.recordId]);
  });

  it("refuses a key that is no point of the curve, which the wallet cannot tell", async () => {
    const held = await issue(world);
    await act(world, held, { act: "setEncryptionKey", encryptionKey: `0x${"11".repeat(64)}` });
    await expect(readEncryptionKey(world.chain, held.wallet)).rejects.toMatchObject({ code: "ERR_PUBLIC_KEY" });
  });

  it("knows of no wallet where none was made, or where the node has lost its logs", async () => {
    const { address } = world.mallory.account;
    await expect(readEncryptionKey(world.chain, address)).rejects.toMatchObject({ code: "ERR_WALLET_UNKNOWN" });
    const held = await issue(world);
    const chain = throughNode(world, ({ method }, truth) => (method === "eth_getLogs" ? [] : truth()));
    await expect(readEncryptionKey(chain, held.wallet)).rejects.toMatchObject({ code: "ERR_WALLET_UNKNOWN" });
  });
});
