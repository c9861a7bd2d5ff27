import { join } from "node:path";
import type { BatchJournal, PlannedRow, RowOutcome, RowStatus } from "@cscss-me/sdk/issue";
import { outcomesOf } from "@cscss-me/sdk/issue";
import { removeDrafts } from "../files/writeFileSafely.ts";
import type { Session } from "../frame/Session.ts";
import type { Places } from "./readBatchInput.ts";
import { claimFileName, writeClaimFiles, writeResults } from "./writeOutcome.ts";

const RESULTS = "results.csv";

/** Writes what is known of every row, whatever happened, and tells the counts. Only under the input file's lock. */
export async function tellOutcome(
  session: Session,
  { folder }: Places,
  journal: BatchJournal,
  rows: readonly PlannedRow[],
  more: {
    /** Consents that could not be used yet, and why. */
    readonly open: ReadonlyMap<unknown, string>;
    /** Awards that wait in a prepared file. */
    readonly prepared: ReadonlySet<string>;
  },
): Promise<void> {
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
  writeResults(file, results, { withAddresses: session.flag("with-addresses") });
  const counts = Object.fromEntries(
    [...Map.groupBy(results, ({ outcome }) => outcome.status)].map(([status, some]) => [status, some.length]),
  ) as Partial<Record<RowStatus, number>>;
  const words = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  session.result({ ...counts, results: file, claims }, `${words.join(", ")}. See ${file}.`);
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
