import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonRpcApiProvider } from "ethers";
import { parseUnits, toQuantity, ZeroHash } from "ethers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { organizationInterface } from "../../../sdk/generated/Organization.ts";
import type { KnownBatch } from "../../../sdk/issuing/BatchJournal.ts";
import type { BatchEntry, JournalEntry } from "../../../sdk/issuing/journalEntries.ts";
import type { BatchSender, BatchSenderOptions } from "../../../sdk/issuing/openBatchSender.ts";
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

  afterEach(() => vi.restoreAllMocks());

  /** Two whole looks of a sender: it asks for the head once in each. */
  async function looks(): Promise<void> {
    const asked = vi.spyOn(node, "getBlockNumber");
    await expect.poll(() => asked.mock.calls.length).toBeGreaterThan(2);
    asked.mockRestore();
  }

  function reopen(): FileJournal {
    const { address, account } = world.university;
    const place = { chainId: 31_337, genesisHash: "0x01", organization: address, account: account.address };
    return openJournal(file, { kind: "head", version: 2, ...place });
  }
  const open = (more: Partial<BatchSenderOptions> = {}): Promise<BatchSender> =>
    openBatchSender({
      account: world.university.account,
      node,
      organization: world.university.address,
      confirmations: 0,
      journal,
      mostPrice: gwei(100),
      onOutcome: () => undefined,
      ...more,
    });
  const entries = (): JournalEntry[] =>
    readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as JournalEntry);
  const kinds = (): string[] => entries().map(({ kind }) => kind);
  const send = (sender: BatchSender) => sender.send({ data: DATA, gasLimit: 200_000, items: ITEMS });

  /** What the file held at the moments when a node was given these transactions. */
  function watchBroadcasts(): { readonly raw: string; readonly written: JournalEntry[] }[] {
    const broadcasts: { raw: string; written: JournalEntry[] }[] = [];
    const send = node.send.bind(node);
    vi.spyOn(node, "send").mockImplementation((method, params) => {
      if (method === "eth_sendRawTransaction") {
        broadcasts.push({ raw: (params as string[])[0] ?? "", written: entries() });
      }
      return send(method, params);
    });
    return broadcasts;
  }

  it("has a batch in the file before a node is given it, and its outcome when it is known", async () => {
    const broadcasts = watchBroadcasts();
    const sender = await open();
    await send(sender);
    const [batch] = entries().slice(1) as [BatchEntry];
    expect(broadcasts).toEqual([{ raw: batch.raw, written: [expect.objectContaining({ kind: "head" }), batch] }]);
    const settled = sender.settle();
    await world.local.mine();
    await settled;
    expect(kinds()).toEqual(["head", "batch", "mined"]);
  });

  it("gives no node what the disk did not take", async () => {
    const broadcasts = watchBroadcasts();
    const full = (): never => {
      throw new Error("no space left");
    };
    journal = { ...journal, append: full };
    await expect(send(await open())).rejects.toThrow("no space left");
    expect(broadcasts).toEqual([]);
  });

  it("knows an outcome only when as many blocks lie on top as the network wants", async () => {
    const told: KnownBatch[] = [];
    const sender = await open({ confirmations: 2, onOutcome: (batch) => void told.push(batch) });
    await send(sender);
    const settled = sender.settle();
    for (const depth of [0, 1]) {
      await world.local.mine();
      await looks();
      expect([depth, kinds(), told]).toEqual([depth, ["head", "batch"], []]);
    }
    await world.local.mine();
    await settled;
    expect(kinds()).toEqual(["head", "batch", "mined"]);
    expect(told).toMatchObject([{ outcome: { kind: "mined", refused: {} } }]);
  });

  it("sends again what a reorganisation takes away meanwhile, as the very same bytes", async () => {
    const sender = await open({ confirmations: 1 });
    await send(sender);
    const before = await node.send("evm_snapshot", []);
    const settled = sender.settle();
    await world.local.mine();
    await looks();
    const broadcasts = watchBroadcasts();
    await node.send("evm_revert", [before]);
    await node.send("hardhat_dropTransaction", [(entries()[1] as BatchEntry).hash]);
    const { hash, raw } = entries()[1] as BatchEntry;
    await expect.poll(() => node.getTransaction(hash), { timeout: 20_000 }).not.toBeNull();
    expect(new Set(broadcasts.map((one) => one.raw))).toEqual(new Set([raw]));
    for (const _ of [0, 1]) await world.local.mine();
    await settled;
    expect(kinds()).toEqual(["head", "batch", "mined"]);
  });

  if (network === "berlin") {
    it("offers no more where gas is free: the same bytes go out again", async () => {
      const sender = await open({ raisesFeeAfterMs: 0 });
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
    const broadcasts = watchBroadcasts();
    const sender = await open({ raisesFeeAfterMs: 100 });
    await stick(sender);
    const settled = sender.settle();
    await expect.poll(kinds).toEqual(["head", "batch", "replacement"]);
    await expect.poll(() => broadcasts).toHaveLength(2);
    expect(broadcasts[1]?.written.at(-1)).toMatchObject({ kind: "replacement", raw: broadcasts[1]?.raw });
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
    const sender = await open({ raisesFeeAfterMs: 100 });
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
    await expect((await open({ raisesFeeAfterMs: 0 })).settle()).rejects.toMatchObject({
      code: "ERR_GAS_PRICE",
      message: expect.stringContaining("this run may pay 100.0 gwei at most"),
    });
    expect(kinds()).toEqual(["head", "batch"]);
    await mineAt(200);
    const settled = (await open({ raisesFeeAfterMs: 0, mostPrice: gwei(1000) })).settle();
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
    const sender = await open({ mostPrice: gwei(30) });
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
