import type { Wallet } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";
import type { NodeProvider } from "../network/connectNode.ts";
import type { Awaitable } from "../sending/TransactionJournal.ts";
import type { BatchJournal, KnownBatch } from "./BatchJournal.ts";
import { readBatchLimits } from "./batchLimits.ts";
import type { JournalItem } from "./journalEntries.ts";
import type { BatchSender } from "./openBatchSender.ts";
import { openBatchSender } from "./openBatchSender.ts";
import type { IssuingWorkers } from "./openIssuingWorkers.ts";
import type { Sizer } from "./openSizer.ts";
import { openSizer } from "./openSizer.ts";
import type { PreparedBatch } from "./PreparedBatch.ts";
import { awardsUnderWay, outcomesOf } from "./planBatch.ts";
import type { IssuerContext, PreparedRecord } from "./prepareRecord.ts";
import type { ReadyRow } from "./prepareRows.ts";
import { openPreparing } from "./prepareRows.ts";
import { requireApproved, requireNoApprovals } from "./requireApproved.ts";

/** What issuing works with. */
export interface IssueRowsOptions {
  readonly chain: Chain;
  readonly node: NodeProvider;
  readonly account: Wallet;
  /** In whose name gas is estimated: an account that may issue. */
  readonly estimatesAs: string;
  readonly issuer: IssuerContext;
  /** Threads that have the issuer's keys; the rows are prepared in this one without them. */
  readonly workers?: IssuingWorkers;
  readonly journal: BatchJournal;
  /** The most to offer for a unit of gas, in wei: what somebody agreed to. */
  readonly mostPrice: bigint;
  readonly rows: readonly ReadyRow[];
  onOutcome(batch: KnownBatch): Awaitable<void>;
  /** Asked between batches: whether to bring to an end what is under way, and stop. */
  isStopped(): boolean;
}

/** A batch that reverts as a whole once may have met a key or an accreditation that just ended; twice, it is no chance. */
const MOST_PASSES = 3;

/**
 * Issues every row that the journal does not know as done, exactly once however often it is begun again.
 *
 * @throws ERR_NOT_APPROVED where people have to approve first; ERR_GAS_PRICE; ERR_REVERTED if the organization refuses
 * whole batches; ERR_FUNDS, ERR_NODE_*; what prepareRecord throws.
 * @example
 * const onOutcome = ({ hash }: KnownBatch) => console.log(`${hash} came to its end`);
 * await issueRows({ ...options, onOutcome, isStopped: () => false });
 */
export async function issueRows(options: IssueRowsOptions): Promise<void> {
  const { journal, rows, isStopped, chain, issuer } = options;
  const sender = await takeUp(options);
  await requireNoApprovals(chain, issuer.organization);
  for (let pass = 0; ; pass++) {
    const left = pendingRows(journal, rows, pass > 0);
    if (left.length === 0 || isStopped()) return;
    if (pass === MOST_PASSES) throw refusedAsWhole(left.length);
    // Measured anew in every pass: a batch may have failed for what was measured before.
    for await (const { data, gasLimit, items } of cutBatches(options, left)) {
      await sender.send({ data, gasLimit, items });
      if (isStopped()) break;
    }
    await sender.settle();
  }
}

/**
 * Issues batches that were prepared before, exactly as they were, and nothing else.
 *
 * @throws ERR_PREPARED if a row of one says something else now; ERR_NOT_APPROVED if it lacks approvals; ERR_GAS_PRICE;
 * ERR_REVERTED if the organization refuses one as a whole; ERR_FUNDS, ERR_NODE_*.
 * @example
 * const { chainId, genesisHash } = network;
 * const head = { kind: "prepared", version: 1, chainId, genesisHash, organization } as const;
 * await issuePrepared(options, readPrepared("batches.jsonl", head));
 */
export async function issuePrepared(options: IssueRowsOptions, prepared: AsyncIterable<PreparedBatch>): Promise<void> {
  const { journal, rows, isStopped } = options;
  const contents = new Map(rows.map(({ row, content }) => [row.diplomaNumber, content]));
  const sender = await takeUp(options);
  const sent: string[] = [];
  for await (const { batchHash, data, gasLimit, items } of prepared) {
    const pending = pendingAwards(journal);
    if (isStopped()) break;
    if (!items.some(({ award }) => pending(award))) continue;
    const changed = items.find(({ award, content }) => contents.get(award) !== content);
    if (changed !== undefined) {
      const problem = `The award ${changed.award} was prepared with another content than the file has, or without consent now.`;
      throw new CscssError("ERR_PREPARED", problem, { details: { award: changed.award } });
    }
    await requireApproved(options.chain, options.issuer.organization, batchHash);
    await sender.send({ data, gasLimit, items });
    sent.push(...items.map(({ award }) => award));
  }
  await sender.settle();
  const outcomes = outcomesOf(journal);
  const left = sent.filter((award) => !outcomes.has(award));
  if (left.length > 0) throw refusedAsWhole(left.length);
}

/**
 * Cuts rows into batches whose every byte is decided, one category after the other.
 *
 * @param rows - of any categories, in the order they are to be issued in.
 * @returns batches as large as a transaction may be.
 * @throws ERR_NODE_*, ERR_REVERTED where a batch cannot be estimated; what prepareRecord throws.
 * @example
 * for await (const { items, gasLimit } of cutBatches(options, options.rows)) console.log(items.length, gasLimit);
 */
export async function* cutBatches(
  options: IssueRowsOptions,
  rows: readonly ReadyRow[],
): AsyncGenerator<Omit<PreparedBatch, "kind" | "batchHash">> {
  const sizer = await sizerFor(options);
  for (const queue of Map.groupBy(rows, ({ category }) => category).values()) {
    while (queue.length > 0) {
      const { rows: taken, records, data, gasLimit } = await sizer.next(queue);
      const items = taken.map((row, index) => itemOf(row, records[index]));
      yield { data, gasLimit, items, credentials: records.map(({ credential }) => credential) };
    }
  }
}

/**
 * Gas per record, from a sample that is only estimated. 0 where no row is ready.
 *
 * @returns units of gas.
 * @throws as cutBatches: ERR_NODE_*, ERR_REVERTED.
 * @example
 * const gas = (await estimateGasPerRecord(options)) * options.rows.length;
 * console.log(costInWords(gas, options.mostPrice));
 */
export async function estimateGasPerRecord(options: IssueRowsOptions): Promise<number> {
  const { journal, rows } = options;
  const [category] = [...Map.groupBy(pendingRows(journal, rows, false), (row) => row.category).values()];
  if (category === undefined) return 0;
  const sizer = await sizerFor(options);
  await sizer.next(category);
  return sizer.gasPerRecord();
}

/**
 * Rows still to be issued. What a wallet refused is tried again in another run, not in this one. Never throws.
 *
 * @param sameRun - whether what was refused was refused in this run.
 * @returns the rows, in their order.
 * @example
 * const left = pendingRows(options.journal, options.rows, false);
 */
export function pendingRows(journal: BatchJournal, rows: readonly ReadyRow[], sameRun: boolean): ReadyRow[] {
  const pending = pendingAwards(journal, sameRun);
  return rows.filter(({ row }) => pending(row.diplomaNumber));
}

function pendingAwards(journal: BatchJournal, sameRun = false): (award: string) => boolean {
  const outcomes = outcomesOf(journal);
  const underWay = awardsUnderWay(journal);
  return (award) => {
    if (underWay.has(award)) return false;
    const status = outcomes.get(award)?.status;
    return status === undefined || (status === "refused" && !sameRun);
  };
}

/** What a run before this one left behind is brought to its end first: only then it is known what is left. */
async function takeUp({ issuer, chain, ...options }: IssueRowsOptions): Promise<BatchSender> {
  const { organization } = issuer;
  const { confirmations } = chain.network;
  const sender = await openBatchSender({ ...options, organization, confirmations });
  await sender.settle();
  return sender;
}

async function sizerFor({
  chain,
  node,
  issuer,
  workers,
  estimatesAs,
  rows,
}: IssueRowsOptions): Promise<Sizer<ReadyRow>> {
  const { organization, signing } = issuer;
  return openSizer({
    node,
    sender: estimatesAs,
    organization,
    keyNumber: signing.number,
    limits: await readBatchLimits(node),
    prepare: await openPreparing(chain, workers ?? issuer, rows),
  });
}

function itemOf({ row, content }: ReadyRow, record: PreparedRecord | undefined): JournalItem {
  if (record === undefined) throw new RangeError("A row without its record.");
  const { claimFile } = record;
  return { award: row.diplomaNumber, studentId: row.studentId, recordId: claimFile.recordId, content, claimFile };
}

function refusedAsWhole(count: number): CscssError {
  return new CscssError("ERR_REVERTED", `${count} rows were refused as whole batches. See the journal.`);
}
