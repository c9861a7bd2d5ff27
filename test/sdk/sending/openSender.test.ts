import type { JsonRpcApiProvider, Wallet } from "ethers";
import { keccak256, parseUnits, toQuantity } from "ethers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Fees } from "../../../sdk/call/fees.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { Sender, TransactionOutcome } from "../../../sdk/sending/openSender.ts";
import { openSender } from "../../../sdk/sending/openSender.ts";
import type { SentTransaction, TransactionJournal } from "../../../sdk/sending/TransactionJournal.ts";
import type { TestChain } from "../../fixtures/chain.ts";
import { openChain } from "../../fixtures/chain.ts";

const MINUTE = 60_000;
/** Init code that reverts, and a call of nobody. */
const REFUSED = "0xfe";
const gwei = (price: number): bigint => parseUnits(String(price), "gwei");

interface Sent extends SentTransaction {
  readonly task: string;
  readonly raws: [string, ...string[]];
}

let local: TestChain;
let node: JsonRpcApiProvider;
let account: Wallet;
let back: () => Promise<void>;
/** What happened, in order. */
let happened: string[];
let outcomes: { readonly task: string; readonly outcome: TransactionOutcome }[];
let time: number;
/** What the fee rule answers, in gwei. */
let price: { offer: number; raise: number | undefined };
let sent: Map<string, Sent>;
/** A process that is always faster, if it is one. */
let isLate: boolean;
let sender: Sender<string>;

beforeAll(async () => {
  local = await openChain("default");
  node = local.provider;
  account = await local.fundedWallet("university");
  await node.send("evm_setAutomine", [false]);
  back = await local.snapshot();
});
afterAll(() => local.close());

beforeEach(async () => {
  await back();
  back = await local.snapshot();
  [happened, outcomes, time, isLate] = [[], [], 0, false];
  price = { offer: 10, raise: 20 };
  sent = new Map();
  sender = await open();
  const send = node.send.bind(node);
  vi.spyOn(node, "send").mockImplementation((method, params) => {
    if (method === "eth_sendRawTransaction") happened.push("sent");
    return send(method, params);
  });
});
afterEach(() => vi.restoreAllMocks());

/** The smallest journal there is. */
const journal: TransactionJournal<string, Sent> = {
  open: () => [...sent.values()].sort((one, other) => one.nonce - other.nonce),
  highestNonce: () => Math.max(-1, ...[...sent.values()].map(({ nonce }) => nonce)),
  bytesOf: ({ raws }) => raws,
  signed: (task, { hash, raw, nonce }) =>
    keep("signed", { task, hashes: [hash], raws: [raw], nonce, waitsSince: time }),
  raised: (one, { hash, raw }) =>
    keep("raised", { ...one, hashes: [...one.hashes, hash], raws: [raw, ...one.raws], waitsSince: time }),
  mined: ({ task }) => void happened.push(`${task} mined`),
};

function keep(what: string, one: Sent): Sent | undefined {
  if (isLate) return undefined;
  happened.push(what);
  sent.set(one.task, one);
  return one;
}

async function open(): Promise<Sender<string>> {
  const fees = (maxFeePerGas: bigint): Fees => ({ type: 2, maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas / 10n });
  return openSender<string, Sent>({
    account,
    chainId: (await node.getNetwork()).chainId,
    node,
    journal,
    fees: {
      offer: async () => fees(gwei(price.offer)),
      raise: async () => (price.raise === undefined ? undefined : fees(gwei(price.raise))),
    },
    confirmations: 2,
    now: () => time,
    onOutcome({ task }, outcome) {
      outcomes.push({ task, outcome });
      sent.delete(task);
    },
  });
}

const send = (task: string) => sender.send(task, { to: account.address, data: "0x", gasLimit: 100_000n });
/** A sender that knows nothing but the journal. */
const lookAnew = async () => (await open()).look();
const mine = () => local.mine();
async function setBaseFee(base: number): Promise<void> {
  await node.send("hardhat_setNextBlockBaseFeePerGas", [toQuantity(gwei(base))]);
  await mine();
}

describe("a sender", () => {
  it("gives a node nothing that is not written down, neither the first time nor for more", async () => {
    await send("a");
    expect(happened).toEqual(["signed", "sent"]);
    await setBaseFee(15);
    time += MINUTE;
    await sender.look();
    expect(happened).toEqual(["signed", "sent", "raised", "sent"]);
  });

  it("sends nothing where another process was faster with the same", async () => {
    isLate = true;
    await send("a");
    expect(happened).toEqual([]);
    isLate = false;
    await send("a");
    await setBaseFee(15);
    [time, isLate] = [MINUTE, true];
    await sender.look();
    expect(happened).toEqual(["signed", "sent"]);
  });

  it("says what became of one only as deep in the chain as it is told, and until then that it is mined", async () => {
    await send("a");
    expect(await sender.look()).toBe(1);
    for (const depth of [0, 1]) {
      await mine();
      expect([depth, await sender.look(), outcomes]).toEqual([depth, 0, []]);
    }
    await mine();
    await sender.look();
    expect(happened).toEqual(["signed", "sent", "a mined", "a mined"]);
    expect(outcomes).toMatchObject([{ task: "a", outcome: { kind: "succeeded", receipt: { status: 1 } } }]);
    expect(await sender.look()).toBe(0);
  });

  it("tells what was mined and refused, and what another transaction took the nonce of", async () => {
    await node.send("hardhat_setCode", ["0x00000000000000000000000000000000000000aa", REFUSED]);
    await sender.send("refused", { to: `0x${"00".repeat(19)}aa`, data: "0x", gasLimit: 100_000n });
    await mine();
    const nonce = await node.getTransactionCount(account.address, "latest");
    sent.set("late", { task: "late", hashes: [`0x${"ab".repeat(32)}`], raws: ["0x"], nonce: nonce - 1, waitsSince: 0 });
    for (const _ of [0, 1]) await mine();
    await sender.look();
    expect(outcomes).toMatchObject([
      { task: "refused", outcome: { kind: "reverted", receipt: { status: 0 } } },
      { task: "late", outcome: { kind: "superseded" } },
    ]);
  });

  it("sends under the next nonce of chain and journal, whichever is higher", async () => {
    const first = await node.getTransactionCount(account.address, "latest");
    for (const task of ["a", "b"]) await send(task);
    expect([sent.get("a")?.nonce, sent.get("b")?.nonce]).toEqual([first, first + 1]);
    await mine();
    sent.clear();
    await send("c");
    expect(sent.get("c")?.nonce).toBe(first + 2);
  });

  it("sends again what no node knows, as the very same bytes; what was just sent it leaves alone", async () => {
    await send("a");
    const { hashes } = sent.get("a") as Sent;
    await node.send("hardhat_dropTransaction", [hashes[0]]);
    await sender.look();
    expect(await node.getTransaction(hashes[0] ?? "")).toBeNull();
    await lookAnew();
    expect(await node.getTransaction(hashes[0] ?? "")).not.toBeNull();
    expect(happened).toEqual(["signed", "sent", "sent"]);
  });

  it("offers more for the first in the line only, and only once it waited", async () => {
    for (const task of ["a", "b"]) await send(task);
    await setBaseFee(15);
    time += MINUTE - 1;
    await sender.look();
    expect([sent.get("a")?.hashes.length, sent.get("b")?.hashes.length]).toEqual([1, 1]);
    time += 1;
    await sender.look();
    expect([sent.get("a")?.hashes.length, sent.get("b")?.hashes.length]).toEqual([2, 1]);
    await mine();
    expect(await sender.look()).toBe(1);
    expect(sent.get("b")?.hashes).toHaveLength(2);
  });

  it("asks about more again only after another while where the rule left it as it was", async () => {
    await send("a");
    await setBaseFee(15);
    price.raise = undefined;
    time += MINUTE;
    await sender.look();
    price.raise = 20;
    time += MINUTE - 1;
    await sender.look();
    expect(happened).not.toContain("raised");
    time += 1;
    await sender.look();
    expect(happened).toContain("raised");
  });

  it("finds out which of its transactions was mined", async () => {
    await send("a");
    await setBaseFee(15);
    time += MINUTE;
    await sender.look();
    const { raws, hashes } = sent.get("a") as Sent;
    await node.send("hardhat_dropTransaction", [hashes[1]]);
    await node.send("eth_sendRawTransaction", [raws[1]]);
    await setBaseFee(2);
    for (const _ of [0, 1]) await mine();
    await sender.look();
    expect(outcomes).toMatchObject([{ outcome: { kind: "succeeded", receipt: { hash: hashes[0] } } }]);
  });

  it("sends what its account can still pay where it cannot pay the latest", async () => {
    await send("a");
    await setBaseFee(15);
    time += MINUTE;
    await sender.look();
    const { hashes } = sent.get("a") as Sent;
    await node.send("hardhat_dropTransaction", [hashes[1]]);
    await node.send("hardhat_setBalance", [account.address, toQuantity(gwei(10) * 100_000n)]);
    await lookAnew();
    expect(await node.getTransaction(hashes[0] ?? "")).not.toBeNull();
    expect(await node.getTransaction(hashes[1] ?? "")).toBeNull();
  });

  it("believes a node that another transaction has its nonce only after asking twice for its own", async () => {
    await send("a");
    for (const _ of [0, 1, 2]) await mine();
    vi.spyOn(node, "getTransactionReceipt").mockResolvedValueOnce(null);
    await sender.look();
    expect(outcomes).toMatchObject([{ outcome: { kind: "succeeded" } }]);
  });

  it("sends it again where a reorganisation set the nonce free while it looked", async () => {
    await send("a");
    const { hashes, nonce } = sent.get("a") as Sent;
    await node.send("hardhat_dropTransaction", [hashes[0]]);
    const anew = await open();
    vi.spyOn(node, "getTransactionCount").mockResolvedValueOnce(nonce + 1);
    expect([await anew.look(), outcomes]).toEqual([1, []]);
    expect(await node.getTransaction(hashes[0] ?? "")).not.toBeNull();
  });

  it("takes it for no failure that another transaction took the nonce right now", async () => {
    const nonce = await node.getTransactionCount(account.address, "latest");
    const { chainId } = await node.getNetwork();
    const raw = await account.signTransaction({
      to: account.address,
      nonce,
      chainId,
      gasLimit: 21_000,
      gasPrice: gwei(9),
    });
    sent.set("late", { task: "late", hashes: [keccak256(raw)], raws: [raw], nonce, waitsSince: 0 });
    await account.sendTransaction({ to: account.address, nonce, value: 1 });
    await mine();
    vi.spyOn(node, "getTransactionCount").mockResolvedValueOnce(nonce);
    expect([await sender.look(), outcomes]).toEqual([1, []]);
    await sender.look();
    expect(outcomes).toMatchObject([{ task: "late", outcome: { kind: "superseded" } }]);
  });

  it("says that the account is too poor where it can pay none", async () => {
    await node.send("hardhat_setBalance", [account.address, toQuantity(1)]);
    await expect(send("a")).rejects.toMatchObject({ code: "ERR_FUNDS" });
    await expect(lookAnew()).rejects.toMatchObject({ code: "ERR_FUNDS" });
  });

  it("sends the same again where the rule refuses to pay more, looks after the others, and throws", async () => {
    for (const task of ["a", "b"]) await send(task);
    await setBaseFee(15);
    const dear = new CscssError("ERR_GAS_PRICE", "too dear");
    time += MINUTE;
    for (const { hashes } of sent.values()) await node.send("hardhat_dropTransaction", [hashes[0]]);
    const strict = openSender<string, Sent>({
      account,
      chainId: (await node.getNetwork()).chainId,
      node,
      journal,
      fees: { offer: () => Promise.reject(dear), raise: () => Promise.reject(dear) },
      confirmations: 2,
      now: () => time,
      onOutcome: () => undefined,
    });
    await expect(strict.look()).rejects.toBe(dear);
    for (const { hashes } of sent.values()) expect(await node.getTransaction(hashes[0] ?? "")).not.toBeNull();
    await expect(strict.send("c", { to: account.address, data: "0x", gasLimit: 100_000n })).rejects.toBe(dear);
    expect([...sent.keys()]).toEqual(["a", "b"]);
  });
});
