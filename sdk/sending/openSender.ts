import type { Provider, Signer, TransactionReceipt } from "ethers";
import { keccak256, Transaction } from "ethers";
import type { Fees } from "../call/fees.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import type { FeeRule } from "./FeeRule.ts";
import { findReceipt } from "./findReceipt.ts";
import type { Awaitable, RawTransactions, SentTransaction, TransactionJournal } from "./TransactionJournal.ts";

/** A node may forget what it was sent. */
const SENDS_AGAIN_AFTER_MS = 3000;
/** Five blocks of Ethereum: who is not in by then has offered too little. */
const RAISES_FEE_AFTER_MS = 60_000;

/** What became of a transaction. */
export type TransactionOutcome =
  /**
   * It is as deep in the chain as the network wants it; reverted: the contract refused it there. The receipt tells which of
   * those that share its nonce it was.
   */
  | { readonly kind: "succeeded" | "reverted"; readonly receipt: TransactionReceipt }
  /** Another transaction of the account has its nonce. */
  | { readonly kind: "superseded" };

/** What a sender asks of a node; every ethers provider answers it. */
export interface SendingNode
  extends Pick<Provider, "getBlockNumber" | "getTransaction" | "getTransactionCount" | "getTransactionReceipt"> {
  broadcastTransaction(raw: string): Promise<unknown>;
}

/** What a sender works with. */
export interface SenderOptions<Task, Sent extends SentTransaction> {
  /** Signs; needs no node. */
  readonly account: Signer & { readonly address: string };
  readonly chainId: bigint;
  readonly node: SendingNode;
  readonly journal: TransactionJournal<Task, Sent>;
  readonly fees: FeeRule<Sent>;
  /** How many blocks have to lie on top of one for its transactions to be final. */
  readonly confirmations: number;
  /** How long a transaction may wait for a block before more is offered; a minute unless told. */
  readonly raisesFeeAfterMs?: number | undefined;
  /** Milliseconds; of a clock that the journal's times are of, too. */
  readonly now: () => number;
  /** Hears what became of each. It has an outcome once the journal's open() does not give it any more. */
  onOutcome(sent: Sent, outcome: TransactionOutcome): Awaitable<void>;
}

/** What a transaction does. */
export interface TransactionCall {
  readonly to: string;
  readonly data: string;
  readonly gasLimit: bigint;
}

/** Sends transactions of one account by a journal. */
export interface Sender<Task> {
  /**
   * Signs under the next nonce, writes down, sends.
   *
   * @throws what the fee rule refuses with; ERR_FUNDS, ERR_NODE_* where the node does not take it.
   */
  send(task: Task, call: TransactionCall): Promise<void>;
  /**
   * Looks once at everything that has no outcome yet. What no node knows any more is sent again, as the very same bytes,
   * also after a reorganization took it out of its block; what waits for long is offered more for.
   *
   * @returns how many are in no block.
   * @throws the first error, after everything was looked at: one that cannot be sent holds up no other.
   */
  look(): Promise<number>;
}

/**
 * Opens a sender. Killed at any moment, the next one on the same journal goes on.
 *
 * @returns the sender; it sends nothing before it is told to.
 * @throws nothing of its own; its methods reject with ERR_GAS_PRICE, ERR_FUNDS, ERR_NODE_REFUSED, ERR_NODE_UNREACHABLE
 * and what the journal throws.
 * @example
 * const sender = openSender(senderOptions);
 * await sender.send("the first", { to: organization, data: "0x", gasLimit: 100_000n });
 * while ((await sender.look()) > 0) console.log("not all are final yet");
 */
export function openSender<Task, Sent extends SentTransaction>(options: SenderOptions<Task, Sent>): Sender<Task> {
  const { account, chainId, node, journal, fees, confirmations, now, onOutcome } = options;
  const { raisesFeeAfterMs = RAISES_FEE_AFTER_MS } = options;
  /** By the latest hash. In the memory alone: whoever begins anew sends everything again first. */
  const remembered = new Map<string, { readonly sentAt: number; readonly waitsSince: number }>();

  const nonceOnChain = (): Promise<number> => node.getTransactionCount(account.address, "latest");

  const recall = (sent: Sent) =>
    remembered.get(latestOf(sent)) ?? { sentAt: Number.NEGATIVE_INFINITY, waitsSince: sent.waitsSince };

  /** The first of the bytes; or the next, which offer less, where the account cannot pay them. */
  async function broadcast(sent: Sent, [raw, ...cheaper]: RawTransactions): Promise<void> {
    remembered.set(latestOf(sent), { ...recall(sent), sentAt: performance.now() });
    try {
      await node.broadcastTransaction(raw);
    } catch (error) {
      // Known already, mined already, or its nonce taken: which of them it is, the next look tells.
      for (const hash of sent.hashes) if ((await node.getTransaction(hash)) !== null) return;
      if ((await nonceOnChain()) > sent.nonce) return;
      const reason = fromRevert(error);
      const [next, ...others] = cheaper;
      if (reason.code !== "ERR_FUNDS" || next === undefined) throw reason;
      await broadcast(sent, [next, ...others]);
    }
  }

  /** Returns whether it waits for a block. @param used - how many nonces were used before it is looked at. */
  async function follow(sent: Sent, head: number, used: number): Promise<boolean> {
    let receipt = await findReceipt(node, sent.hashes);
    let isPast = used > sent.nonce;
    if (receipt === null && isPast) {
      // A reorganization came between the two questions, or the node is several that do not know the same.
      isPast = (await nonceOnChain()) > sent.nonce;
      receipt = await findReceipt(node, sent.hashes);
    }
    if (receipt !== null) {
      const kind = receipt.status === 1 ? "succeeded" : "reverted";
      if (head - receipt.blockNumber >= confirmations) await onOutcome(sent, { kind, receipt });
      else await journal.mined(sent, receipt.blockHash);
      return false;
    }
    if (isPast) await onOutcome(sent, { kind: "superseded" });
    else await sendAgain(sent, used === sent.nonce);
    return !isPast;
  }

  /** @param isFirst - in the line: the others wait for it, whatever they offer. */
  async function sendAgain(sent: Sent, isFirst: boolean): Promise<void> {
    const { sentAt, waitsSince } = recall(sent);
    const waitsLong = isFirst && now() - waitsSince >= raisesFeeAfterMs;
    if (!waitsLong && performance.now() - sentAt < SENDS_AGAIN_AFTER_MS) return;
    const bytes = await journal.bytesOf(sent);
    if (!waitsLong) return broadcast(sent, bytes);
    const [raw] = bytes;
    const latest = Transaction.from(raw);
    const dearer = await fees.raise(sent, latest).catch(async (error: unknown) => {
      await broadcast(sent, bytes);
      throw error;
    });
    if (dearer !== undefined) return raise(sent, latest, dearer, bytes);
    // Asked again after another while, and not with every look.
    remembered.set(latestOf(sent), { sentAt, waitsSince: now() });
    await broadcast(sent, bytes);
  }

  async function raise(sent: Sent, latest: Transaction, dearer: Fees, bytes: RawTransactions): Promise<void> {
    const { to, data, nonce, gasLimit } = latest;
    const raw = await account.signTransaction({ to, data, nonce, chainId, gasLimit, ...dearer });
    // Written down first: whichever of the two is mined, it is known.
    const raised = await journal.raised(sent, { raw, hash: keccak256(raw) });
    if (raised !== undefined) await broadcast(raised, [raw, ...bytes]);
  }

  return {
    async send(task, { to, data, gasLimit }) {
      const nonce = Math.max(await nonceOnChain(), (await journal.highestNonce()) + 1);
      const offered = await fees.offer({ nonce, gasLimit });
      // Signed by itself, so that its bytes and hash are known before the node sees it.
      const raw = await account.signTransaction({ to, data, nonce, chainId, gasLimit, ...offered });
      const sent = await journal.signed(task, { nonce, raw, hash: keccak256(raw) });
      if (sent !== undefined) await broadcast(sent, [raw]);
    },
    async look() {
      const open = await journal.open();
      const latest = new Set(open.map(latestOf));
      for (const hash of remembered.keys()) if (!latest.has(hash)) remembered.delete(hash);
      if (open.length === 0) return 0;
      // First the head and the count: what is mined between the two looks is then seen by the second.
      const [head, used] = [await node.getBlockNumber(), await nonceOnChain()];
      const problems: unknown[] = [];
      let waiting = 0;
      for (const sent of open) {
        const waits = await follow(sent, head, used).catch((error: unknown) => void problems.push(error));
        if (waits === true) waiting++;
      }
      if (problems.length > 0) throw problems[0];
      return waiting;
    },
  };
}

function latestOf({ hashes }: SentTransaction): string {
  return hashes.at(-1) ?? "";
}
