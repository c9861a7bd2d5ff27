import type { Wallet } from "ethers";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import type { Chain } from "../../sdk/network/connectChain.ts";
import { prepareMany } from "../../sdk/organization/prepareMany.ts";
import type { Award, IssuerContext, PreparedRecord } from "../../sdk/organization/prepareRecord.ts";
import { readEncryptionKeys } from "../../sdk/wallet/readEncryptionKeys.ts";
import { walletAddress } from "../../sdk/wallet/walletAddress.ts";
import type { IssuingWorkers } from "../../sdk/workers/openIssuingWorkers.ts";
import { awardClaims } from "../graduates/awardClaims.ts";
import type { NodeProvider } from "../node/connectNode.ts";
import { readBatchLimits } from "./batchLimits.ts";
import type { JournalItem } from "./journalEntries.ts";
import type { Journal, KnownBatch } from "./openJournal.ts";
import { openSender } from "./openSender.ts";
import type { Sizer } from "./openSizer.ts";
import { openSizer } from "./openSizer.ts";
import type { PlannedRow } from "./planBatch.ts";
import { awardsUnderWay, outcomesOf } from "./planBatch.ts";

/** What issuing works with. */
export interface IssueRowsOptions {
  readonly chain: Chain;
  readonly node: NodeProvider;
  readonly account: Wallet;
  readonly issuer: IssuerContext;
  /** Threads that have the issuer's keys; the rows are prepared in this one without them. */
  readonly workers?: IssuingWorkers;
  readonly journal: Journal;
  readonly rows: readonly (PlannedRow & { readonly consent: NonNullable<PlannedRow["consent"]> })[];
  onOutcome(batch: KnownBatch): void;
  /** Asked between batches: whether to bring to an end what is under way, and stop. */
  isStopped(): boolean;
}

type Row = IssueRowsOptions["rows"][number];

/** A batch that reverts as a whole once may have met a key or an accreditation that just ended; twice, it is no chance. */
const MOST_PASSES = 3;

/**
 * Issues every row that the journal does not know as done, exactly once however often it is begun again.
 *
 * @throws ERR_REVERTED if the organization refuses whole batches; what the node and the contracts say otherwise.
 */
export async function issueRows(options: IssueRowsOptions): Promise<void> {
  const { chain, node, account, issuer, journal, rows, onOutcome, isStopped } = options;
  const { organization } = issuer;
  const { confirmations } = chain.network;
  const sender = await openSender({ account, node, organization, confirmations, journal, onOutcome });
  // What a run before this one left behind is brought to its end first: only then it is known what is left.
  await sender.settle();
  for (let pass = 0; ; pass++) {
    const left = pendingRows(journal, rows, pass > 0);
    if (left.length === 0 || isStopped()) return;
    if (pass === MOST_PASSES) {
      throw new CscssError("ERR_REVERTED", `${left.length} rows were refused as whole batches. See the journal.`);
    }
    // Measured anew in every pass: a batch may have failed for what was measured before.
    const sizer = await sizerFor(options);
    for (const queue of Map.groupBy(left, ({ category }) => category).values()) {
      while (queue.length > 0 && !isStopped()) {
        const { rows: taken, records, data, gasLimit } = await sizer.next(queue);
        await sender.send({ data, gasLimit, items: taken.map((row, index) => itemOf(row, records[index])) });
      }
    }
    await sender.settle();
  }
}

/** Gas per record, from a sample that is only estimated. 0 where no row is ready. */
export async function estimateGasPerRecord(options: IssueRowsOptions): Promise<number> {
  const { journal, rows } = options;
  const [category] = [...Map.groupBy(pendingRows(journal, rows, false), (row) => row.category).values()];
  if (category === undefined) return 0;
  const sizer = await sizerFor(options);
  await sizer.next(category);
  return sizer.gasPerRecord();
}

/** Rows still to be issued. What a wallet refused is tried again in another run, not in this one. */
function pendingRows(journal: Journal, rows: readonly Row[], sameRun: boolean): Row[] {
  const outcomes = outcomesOf(journal);
  const underWay = awardsUnderWay(journal);
  return rows.filter(({ row: { diplomaNumber } }) => {
    if (underWay.has(diplomaNumber)) return false;
    const status = outcomes.get(diplomaNumber)?.status;
    return status === undefined || (status === "refused" && !sameRun);
  });
}

async function sizerFor({ chain, node, account, issuer, workers, rows }: IssueRowsOptions): Promise<Sizer<Row>> {
  const addresses = new Map(rows.map((row) => [row, walletAddress(chain.generation, row.consent.wallet)]));
  const keys = await readEncryptionKeys(chain, [...new Set(addresses.values())]);
  const awardOf = (planned: Row): Award => {
    const { row, consent, category } = planned;
    const encryptionKey = keys.get(addresses.get(planned) ?? "");
    if (encryptionKey === undefined) {
      throw new CscssError("ERR_WALLET_UNKNOWN", `The node knows of no wallet of student ${row.studentId}.`, {
        details: { line: row.line },
      });
    }
    return {
      wallet: consent.wallet,
      encryptionKey,
      award: row.diplomaNumber,
      category,
      recordType: row.recordType,
      claims: awardClaims(row),
      validFrom: Date.parse(row.awardDate) / 1000,
    };
  };
  const { organization, signing } = issuer;
  return openSizer({
    issuer: account,
    organization,
    keyNumber: signing.number,
    limits: await readBatchLimits(node),
    prepare: (some) => prepareMany(workers ?? issuer, some.map(awardOf)),
  });
}

function itemOf({ row, content }: Row, record: PreparedRecord | undefined): JournalItem {
  if (record === undefined) throw new RangeError("A row without its record.");
  const { claimFile } = record;
  return { award: row.diplomaNumber, studentId: row.studentId, recordId: claimFile.recordId, content, claimFile };
}
