import { setTimeout as sleep } from "node:timers/promises";
import type { JsonRpcApiProvider, TransactionReceipt, Wallet } from "ethers";
import { keccak256, Transaction } from "ethers";
import { feesOf } from "../call/fees.ts";
import { fromRevert, revertInWords } from "../errors/fromRevert.ts";
import { raisedFees, requireAgreed } from "./agreedFees.ts";
import type { JournalItem } from "./journalEntries.ts";
import type { Journal, KnownBatch } from "./openJournal.ts";
import { patiently } from "./patiently.ts";
import { readRefusals } from "./readRefusals.ts";

/** How many transactions may be on their way at once. */
const WINDOW = 4;
/** A node may forget what it was sent. */
const SENDS_AGAIN_AFTER_MS = 3000;
/** Five blocks of Ethereum: who is not in by then has offered too little. */
const RAISES_FEE_AFTER_MS = 60_000;

/** Sends batches by the journal: each is written down before it is sent, and forgotten only when its outcome is. */
export interface Sender {
  /** Signs, writes down and sends; waits for room before. @throws ERR_GAS_PRICE where gas costs more than was agreed to */
  send(batch: {
    readonly data: string;
    readonly gasLimit: number;
    readonly items: readonly JournalItem[];
  }): Promise<void>;
  /**
   * Waits until the outcome of everything that was sent is known.
   *
   * @throws ERR_GAS_PRICE where one gets into no block, for gas costs more than was agreed to
   */
  settle(): Promise<void>;
}

/** What a sender works with. */
export interface SenderOptions {
  readonly account: Wallet;
  readonly node: JsonRpcApiProvider & { readonly pollingInterval: number };
  readonly organization: string;
  readonly confirmations: number;
  readonly journal: Journal;
  /** The most to offer for a unit of gas, in wei: what somebody agreed to. */
  readonly mostPrice: bigint;
  /** How long a transaction may wait for a block before more is offered; a minute unless told. */
  readonly raisesFeeAfterMs?: number;
  /** Hears of every outcome. */
  onOutcome(batch: KnownBatch): void;
}

/**
 * Opens a sender. Batches the journal knows no outcome of are taken up again, and those with one are looked after: what
 * a reorganization took out of the chain is sent again, as the very same bytes.
 */
export async function openSender(options: SenderOptions): Promise<Sender> {
  const { account, node, organization, confirmations, journal, mostPrice, onOutcome } = options;
  const { raisesFeeAfterMs = RAISES_FEE_AFTER_MS } = options;
  const flying = new Map<string, Flight>();

  /** Of a batch's transactions one at most is in a block. */
  async function receiptOf({ hashes }: Pick<KnownBatch, "hashes">): Promise<TransactionReceipt | null> {
    for (const hash of hashes.toReversed()) {
      const receipt = await patiently(() => node.getTransactionReceipt(hash));
      if (receipt !== null) return receipt;
    }
    return null;
  }
  const nonceOnChain = (): Promise<number> => patiently(() => node.getTransactionCount(account.address, "latest"));

  async function broadcast(raw: string, { hashes, nonce }: Flight): Promise<void> {
    try {
      await patiently(() => node.send("eth_sendRawTransaction", [raw]));
    } catch (error) {
      // Known already, mined already, or its nonce taken: which of them it is, the next look tells.
      for (const hash of hashes) if ((await patiently(() => node.getTransaction(hash))) !== null) return;
      if ((await nonceOnChain()) > nonce) return;
      throw fromRevert(error);
    }
  }

  function conclude(hash: string, receipt: TransactionReceipt): void {
    if (receipt.status === 1) {
      const refusals = [...readRefusals(organization, receipt.logs)];
      const refused = Object.fromEntries(refusals.map(([index, reason]) => [index, revertInWords(reason)]));
      const replaced = receipt.hash === hash ? {} : { transaction: receipt.hash };
      const { blockHash, gasUsed } = receipt;
      journal.append({ kind: "mined", hash, ...replaced, blockHash, gasUsed: Number(gasUsed), refused });
    } else {
      journal.append({ kind: "failed", hash, reason: "the organization refused the whole batch" });
    }
    finish(hash);
  }

  function finish(hash: string): void {
    flying.delete(hash);
    const batch = journal.batches().find((one) => one.hash === hash);
    if (batch !== undefined) onOutcome(batch);
  }

  const agreedFees = async () => requireAgreed(feesOf(await patiently(() => node.getFeeData())), mostPrice);

  /** What has waited too long is signed once more, for more; on the disk before it is sent, as everything is. */
  async function raiseFee(hash: string, flight: Flight): Promise<void> {
    flight.offeredAt = performance.now();
    const latest = journal.latest(hash);
    const fees = raisedFees(feesOf(Transaction.from(latest)), await agreedFees(), mostPrice);
    if (fees === undefined) return;
    const { to, data, gasLimit, nonce, chainId } = Transaction.from(latest);
    const raw = await account.signTransaction({ to, data, gasLimit, nonce, chainId, ...fees });
    const replacement = keccak256(raw);
    journal.append({ kind: "replacement", of: hash, hash: replacement, raw });
    flight.hashes.push(replacement);
    await broadcast(raw, flight);
  }

  async function look(): Promise<void> {
    const [head, nonce] = [await patiently(() => node.getBlockNumber()), await nonceOnChain()];
    const waiting = [...flying].sort(([, one], [, other]) => one.nonce - other.nonce);
    for (const [hash, flight] of waiting) {
      const receipt = await receiptOf(flight);
      flight.mined = receipt !== null;
      if (receipt !== null) {
        if (head - receipt.blockNumber >= confirmations) conclude(hash, receipt);
      } else if (nonce > flight.nonce) {
        // Between the two looks it may have been mined.
        const late = await receiptOf(flight);
        if (late === null) {
          journal.append({ kind: "failed", hash, reason: "another transaction of the account took its place" });
          finish(hash);
        }
      } else if (nonce === flight.nonce && performance.now() - flight.offeredAt > raisesFeeAfterMs) {
        // Only the first in the line: the others wait for it, whatever they offer.
        await raiseFee(hash, flight);
      } else if (performance.now() - flight.sentAt > SENDS_AGAIN_AFTER_MS) {
        flight.sentAt = performance.now();
        await broadcast(journal.latest(hash), flight);
      }
    }
  }

  async function until(enough: () => boolean): Promise<void> {
    while (!enough()) {
      await look();
      if (!enough()) await sleep(node.pollingInterval);
    }
  }

  for (const batch of journal.batches()) {
    const { hash, hashes, nonce, outcome } = batch;
    const receipt = await receiptOf(batch);
    const same = outcome?.kind === "mined" && receipt?.blockHash === outcome.blockHash;
    // One that failed, for what anybody knew, may have been mined since.
    const stillFailed = outcome?.kind === "failed" && receipt?.status !== 1;
    if (same || stillFailed) continue;
    const sentAt = Number.NEGATIVE_INFINITY;
    flying.set(hash, { hashes: [...hashes], nonce, sentAt, offeredAt: performance.now(), mined: receipt !== null });
  }
  let next = Math.max(await nonceOnChain(), ...[...flying.values()].map(({ nonce }) => nonce + 1));

  return {
    async send({ data, gasLimit, items }) {
      await until(() => [...flying.values()].filter(({ mined }) => !mined).length < WINDOW);
      const nonce = next;
      const { chainId } = await patiently(() => node.getNetwork());
      const fees = await agreedFees();
      // Signed by itself, so that its bytes and hash are known before the node sees it.
      const raw = await account.signTransaction({ to: organization, data, gasLimit, nonce, chainId, ...fees });
      const hash = keccak256(raw);
      journal.append({ kind: "batch", hash, raw, nonce, items });
      next = nonce + 1;
      const now = performance.now();
      const flight = { hashes: [hash], nonce, sentAt: now, offeredAt: now, mined: false };
      flying.set(hash, flight);
      await broadcast(raw, flight);
    },
    settle: () => until(() => flying.size === 0),
  };
}

/** A batch whose outcome is not known yet. Times are those of performance.now. */
interface Flight {
  readonly hashes: string[];
  readonly nonce: number;
  sentAt: number;
  /** When its latest fee was offered. */
  offeredAt: number;
  mined: boolean;
}
