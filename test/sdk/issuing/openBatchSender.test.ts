import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonRpcApiProvider } from "ethers";
import { parseUnits, toQuantity, ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { organizationInterface } from "../../../sdk/generated/Organization.ts";
import type { BatchEntry, JournalEntry } from "../../../sdk/issuing/journalEntries.ts";
import type { BatchSender } from "../../../sdk/issuing/openBatchSender.ts";
import { openBatchSender } from "../../../sdk/issuing/openBatchSender.ts";
import type { FileJournal } from "../../../sdk/node/openJournal.ts";
import { openJournal } from "../../../sdk/node/openJournal.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const DATA = organizationInterface.encodeFunctionData("setMetadata", [ZeroHash]);
const gwei = (price: number): bigint => parseUnits(String(price), "gwei");
const ITEMS = [{ award: "a", studentId: "s", recordId: "0x", content: "c", claimFile: {} as never }];

describe.each(["default", "berlin"] as const)("sending batches by the journal, on %s", (network) => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-sender-"));
  let world: World;
  let node: JsonRpcApiProvider;
  let file = "";
  let journal: FileJournal;
  let count = 0;
  beforeAll(async () => {
    world = await openWorld(network);
    node = world.local.provider;
    await node.send("evm_setAutomine", [false]);
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    file = join(folder, `${count++}.journal`);
    journal = reopen();
  });

  function reopen(): FileJournal {
    const { address, account } = world.university;
    const place = { chainId: 31_337, genesisHash: "0x01", organization: address, account: account.address };
    return openJournal(file, { kind: "head", version: 2, ...place });
  }
  const open = (raisesFeeAfterMs?: number, mostPrice = gwei(100)): Promise<BatchSender> =>
    openBatchSender({
      account: world.university.account,
      node,
      organization: world.university.address,
      confirmations: 0,
      journal,
      mostPrice,
      onOutcome: () => undefined,
      ...(raisesFeeAfterMs === undefined ? {} : { raisesFeeAfterMs }),
    });
  const entries = (): JournalEntry[] =>
    readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as JournalEntry);
  const kinds = (): string[] => entries().map(({ kind }) => kind);
  const send = (sender: BatchSender) => sender.send({ data: DATA, gasLimit: 200_000, items: ITEMS });

  it("writes a batch down before it is sent, and its outcome when it is known", async () => {
    const sender = await open();
    await send(sender);
    expect(kinds()).toEqual(["head", "batch"]);
    const settled = sender.settle();
    await world.local.mine();
    await settled;
    expect(kinds()).toEqual(["head", "batch", "mined"]);
  });

  if (network === "berlin") {
    it("offers no more where gas is free: the same bytes go out again", async () => {
      const sender = await open(0);
      await send(sender);
      const settled = sender.settle();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(kinds()).toEqual(["head", "batch"]);
      await world.local.mine();
      await settled;
      expect(kinds()).toEqual(["head", "batch", "mined"]);
    });
    return;
  }

  /** A block in which gas costs so much, in gwei; the node suggests twice that and a tip. */
  async function mineAt(price: number): Promise<void> {
    await node.send("hardhat_setNextBlockBaseFeePerGas", [toQuantity(gwei(price))]);
    await world.local.mine();
  }

  /** A batch that offers less than the next blocks ask for. */
  async function stick(sender: BatchSender): Promise<void> {
    await mineAt(1);
    await send(sender);
    await mineAt(9);
    expect(kinds()).toEqual(["head", "batch"]);
  }

  it("offers more for one that does not get into a block, under the same nonce, and keeps to which of them was mined", async () => {
    const sender = await open(100);
    await stick(sender);
    const settled = sender.settle();
    await expect.poll(kinds).toEqual(["head", "batch", "replacement"]);
    await world.local.mine();
    await settled;
    const [, batch, replacement, mined] = entries() as [unknown, BatchEntry, { hash: string }, { transaction: string }];
    expect(mined).toMatchObject({ kind: "mined", hash: batch.hash, transaction: replacement.hash });
    const [first, second] = [await node.getTransaction(batch.hash), await node.getTransaction(replacement.hash)];
    expect(first).toBeNull();
    expect(second).toMatchObject({ nonce: batch.nonce, data: DATA });
    expect(journal.batches()).toMatchObject([{ hashes: [batch.hash, replacement.hash] }]);
  });

  it("looks after both when it was killed after writing the second down", async () => {
    const { append } = journal;
    const killed = (entry: Parameters<FileJournal["append"]>[0]): void => {
      append(entry);
      if (entry.kind === "replacement") throw new Error("killed");
    };
    journal = { ...journal, append: killed };
    const sender = await open(100);
    await stick(sender);
    await expect(sender.settle()).rejects.toThrow("killed");
    expect(kinds()).toEqual(["head", "batch", "replacement"]);
    const { hash } = entries()[2] as { hash: string };
    expect(await node.getTransaction(hash)).toBeNull();

    journal.close();
    journal = reopen();
    // The second went out with nobody to see it: it is what is sent again.
    const settled = (await open()).settle();
    await expect.poll(() => node.getTransaction(hash)).not.toBeNull();
    await world.local.mine();
    await settled;
    expect(kinds()).toEqual(["head", "batch", "replacement", "mined"]);
    await (await open()).settle();
    expect(kinds()).toEqual(["head", "batch", "replacement", "mined"]);
  });

  it("stops when one gets into no block for what was agreed to, and a new run that may pay more goes on", async () => {
    await stick(await open());
    await mineAt(100_000);
    await expect((await open(0)).settle()).rejects.toMatchObject({
      code: "ERR_GAS_PRICE",
      message: expect.stringContaining("this run may pay 100.0 gwei at most"),
    });
    expect(kinds()).toEqual(["head", "batch"]);
    await mineAt(200);
    const settled = (await open(0, gwei(1000))).settle();
    await expect.poll(kinds).toContain("replacement");
    await world.local.mine();
    await settled;
    expect(entries().at(-1)).toMatchObject({ kind: "mined" });
  });

  it("goes on by itself when the price has fallen again", async () => {
    const sender = await open();
    await stick(sender);
    const { raw } = entries()[1] as BatchEntry;
    await mineAt(100_000);
    const settled = sender.settle();
    await mineAt(0);
    await world.local.mine();
    await settled;
    expect(entries().at(-1)).toMatchObject({ kind: "mined" });
    expect(journal.latest((entries()[1] as BatchEntry).hash)).toBe(raw);
  });

  it("signs nothing at a price that jumped beyond what was agreed to", async () => {
    await mineAt(10);
    const sender = await open(undefined, gwei(30));
    await mineAt(20);
    await expect(send(sender)).rejects.toMatchObject({ code: "ERR_GAS_PRICE" });
    expect(kinds()).toEqual(["head"]);
    await mineAt(12);
    await send(sender);
    const settled = sender.settle();
    await world.local.mine();
    await settled;
    expect(kinds()).toEqual(["head", "batch", "mined"]);
  });

  it("says which words the node has for its refusal, and that an account is too poor", async () => {
    const { account } = world.university;
    const balance = await node.getBalance(account.address);
    await node.send("hardhat_setBalance", [account.address, toQuantity(1)]);
    await expect(send(await open())).rejects.toMatchObject({ code: "ERR_FUNDS" });
    await node.send("hardhat_setBalance", [account.address, toQuantity(balance)]);
  });
});
