import type { JsonRpcApiProvider, Wallet } from "ethers";
import { findReceipt } from "../sending/findReceipt.ts";
import type { SendingNode, TransactionOutcome } from "../sending/openSender.ts";
import { openSender } from "../sending/openSender.ts";
import type { Awaitable, SentTransaction, TransactionJournal } from "../sending/TransactionJournal.ts";
import { agreedFees } from "./agreedFees.ts";
import type { BatchJournal, KnownBatch } from "./BatchJournal.ts";
import type { FailedEntry, JournalItem, MinedEntry } from "./journalEntries.ts";
import { patiently } from "./patiently.ts";
import { readRefusals } from "./readRefusals.ts";
import { sleep } from "./sleep.ts";

/** How many transactions may wait for a block at once. */
const WINDOW = 4;

/** Sends batches by the journal: each is written down before it is sent, and forgotten only when its outcome is. */
export interface BatchSender {
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

/** What a sender of batches works with. */
export interface BatchSenderOptions {
  readonly account: Wallet;
  readonly node: JsonRpcApiProvider & { readonly pollingInterval: number };
  readonly organization: string;
  readonly confirmations: number;
  readonly journal: BatchJournal;
  /** The most to offer for a unit of gas, in wei: what somebody agreed to. */
  readonly mostPrice: bigint;
  /** How long a transaction may wait for a block before more is offered; a minute unless told. */
  readonly raisesFeeAfterMs?: number;
  /** Hears of every outcome. */
  onOutcome(batch: KnownBatch): Awaitable<void>;
}

/** A batch whose outcome is not known yet, or not any more. */
interface Flight extends SentTransaction {
  /** Of the batch's first transaction, by which the journal calls it. */
  readonly hash: string;
}

/**
 * Opens a sender of batches. Those the journal knows no outcome of are taken up again, and those with one are looked
 * after: what a reorganization took out of the chain is sent again, as the very same bytes.
 */
export async function openBatchSender(options: BatchSenderOptions): Promise<BatchSender> {
  const { account, organization, confirmations, journal, mostPrice, raisesFeeAfterMs, onOutcome } = options;
  const { pollingInterval } = options.node;
  const node = patientNode(options.node);
  const flights = await findFlights(journal, node);

  const written: TransactionJournal<readonly JournalItem[], Flight> = {
    open: () => [...flights.values()].sort((one, other) => one.nonce - other.nonce),
    highestNonce: () => Math.max(-1, ...[...flights.values()].map(({ nonce }) => nonce)),
    bytesOf: async ({ hash }) => [await journal.latest(hash)],
    async signed(items, { hash, raw, nonce }) {
      await journal.append({ kind: "batch", hash, raw, nonce, items });
      return note({ hash, hashes: [hash], nonce, waitsSince: performance.now() });
    },
    async raised(flight, { hash, raw }) {
      await journal.append({ kind: "replacement", of: flight.hash, hash, raw });
      return note({ ...flight, hashes: [...flight.hashes, hash], waitsSince: performance.now() });
    },
    mined: () => undefined,
  };
  function note(flight: Flight): Flight {
    flights.set(flight.hash, flight);
    return flight;
  }

  const sender = openSender<readonly JournalItem[], Flight>({
    account,
    chainId: (await patiently(() => options.node.getNetwork())).chainId,
    node,
    journal: written,
    fees: agreedFees(() => patiently(() => options.node.getFeeData()), mostPrice),
    confirmations,
    raisesFeeAfterMs,
    now: () => performance.now(),
    async onOutcome({ hash }, outcome) {
      await journal.append(entryOf(organization, hash, outcome));
      flights.delete(hash);
      const batch = journal.batches().find((one) => one.hash === hash);
      if (batch !== undefined) await onOutcome(batch);
    },
  });

  let waiting = flights.size;
  async function until(enough: () => boolean): Promise<void> {
    while (!enough()) {
      waiting = await sender.look();
      if (!enough()) await sleep(pollingInterval);
    }
  }
  return {
    async send({ data, gasLimit, items }) {
      await until(() => waiting < WINDOW);
      await sender.send(items, { to: organization, data, gasLimit: BigInt(gasLimit) });
      waiting++;
    },
    settle: () => until(() => flights.size === 0),
  };
}

/** What is to be looked after: batches without an outcome, and those whose outcome is not what the chain says now. */
async function findFlights(journal: BatchJournal, node: SendingNode): Promise<Map<string, Flight>> {
  const flights = new Map<string, Flight>();
  for (const { hash, hashes, nonce, outcome } of journal.batches()) {
    const receipt = await findReceipt(node, hashes);
    const same = outcome?.kind === "mined" && receipt?.blockHash === outcome.blockHash;
    // One that failed, for what anybody knew, may have been mined since.
    const stillFailed = outcome?.kind === "failed" && receipt?.status !== 1;
    if (!same && !stillFailed) flights.set(hash, { hash, hashes, nonce, waitsSince: performance.now() });
  }
  return flights;
}

function entryOf(organization: string, hash: string, outcome: TransactionOutcome): MinedEntry | FailedEntry {
  if (outcome.kind !== "succeeded") return { kind: "failed", hash, cause: outcome.kind };
  const { receipt } = outcome;
  const refused = Object.fromEntries(
    [...readRefusals(organization, receipt.logs)].map(([index, { name, args }]) => {
      return [index, { error: name, args: args.map(String) }];
    }),
  );
  const replaced = receipt.hash === hash ? {} : { transaction: receipt.hash };
  return {
    kind: "mined",
    hash,
    ...replaced,
    blockHash: receipt.blockHash,
    gasUsed: Number(receipt.gasUsed),
    refused,
  };
}

/** A node that is asked again while it is away. */
function patientNode(node: JsonRpcApiProvider): SendingNode {
  return {
    getBlockNumber: () => patiently(() => node.getBlockNumber()),
    getTransaction: (hash) => patiently(() => node.getTransaction(hash)),
    getTransactionCount: (address, block) => patiently(() => node.getTransactionCount(address, block)),
    getTransactionReceipt: (hash) => patiently(() => node.getTransactionReceipt(hash)),
    broadcastTransaction: (raw) => patiently(() => node.send("eth_sendRawTransaction", [raw])),
  };
}
