import { join } from "node:path";
import type { BatchJournal, PlannedRow, RowOutcome, RowStatus } from "@cscss-me/sdk/issue";
import { outcomesOf } from "@cscss-me/sdk/issue";
import { removeDrafts } from "../files/writeFileSafely.ts";
import type { Places } from "./readBatchInput.ts";
import { claimFileName, writeClaimFiles, writeResults } from "./writeOutcome.ts";

const RESULTS = "results.csv";

/** What became of a file of awards. */
export interface OutcomeReport {
  /** Counts by status, and the files. */
  readonly data: Readonly<Record<string, string | number>>;
  readonly text: string;
}

/** Writes what is known of every row, whatever happened, and counts. Only under the input file's lock. */
export async function reportOutcome(
  { folder }: Pick<Places, "folder">,
  journal: BatchJournal,
  rows: readonly PlannedRow[],
  more: {
    /** Consents that could not be used yet, and why. */
    readonly open: ReadonlyMap<unknown, string>;
    /** Awards that wait in a prepared file. */
    readonly prepared: ReadonlySet<string>;
    /** Whether to write the owner's address beside the student. */
    readonly withAddresses: boolean;
  },
): Promise<OutcomeReport> {
  const claims = join(folder, "claims");
  removeDrafts(folder, new Set([RESULTS]));
  removeDrafts(claims, new Set(journal.batches().flatMap(({ items }) => items.map(claimFileName))));
  for (const batch of journal.batches()) await writeClaimFiles(claims, journal, batch);
  const outcomes = outcomesOf(journal);
  const results = rows.map((planned) => {
    const { row } = planned;
    const isPrepared = more.prepared.has(row.diplomaNumber);
    const outcome: RowOutcome = outcomes.get(row.diplomaNumber) ?? missing(planned, more.open, isPrepared);
    return { planned, outcome };
  });
  const file = join(folder, RESULTS);
  writeResults(file, results, { withAddresses: more.withAddresses });
  const counts = Object.fromEntries(
    [...Map.groupBy(results, ({ outcome }) => outcome.status)].map(([status, some]) => [status, some.length]),
  ) as Partial<Record<RowStatus, number>>;
  const words = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  return { data: { ...counts, results: file, claims }, text: `${words.join(", ")}. See ${file}.` };
}

function missing(
  { consent, refusal }: PlannedRow,
  open: ReadonlyMap<unknown, string>,
  isPrepared: boolean,
): RowOutcome {
  if (consent === undefined) {
    const reason = refusal ?? "the graduate has not consented yet; for a claim link: cscss org claims";
    return { status: "waiting", reason };
  }
  const unused = open.get(consent);
  if (unused !== undefined) return { status: "waiting", reason: unused };
  return isPrepared
    ? { status: "prepared", reason: "run cscss org issue-batch to issue it" }
    : { status: "not issued" };
}
