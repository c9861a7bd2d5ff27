import { existsSync } from "node:fs";
import { CscssError } from "@cscss-me/sdk";
import type { BatchJournal, PlannedRow } from "@cscss-me/sdk/issue";
import { outcomesOf } from "@cscss-me/sdk/issue";
import type { FileJournal } from "@cscss-me/sdk/node";
import { openJournal } from "@cscss-me/sdk/node";

/**
 * Opens the journal of a file of awards.
 *
 * @param readsOnly - for a run that sends nothing: it reads a journal that is there, and leaves none behind.
 * @throws what openJournal throws
 */
export function openBatchJournal(
  file: string,
  head: Parameters<typeof openJournal>[1],
  readsOnly: boolean,
): FileJournal {
  return readsOnly && !existsSync(file) ? emptyJournal() : openJournal(file, head);
}

/** A row that differs from what was issued is an amendment, and somebody has to want it. @throws ERR_ISSUED */
export function requireUnchanged(journal: BatchJournal, rows: readonly PlannedRow[]): void {
  const outcomes = outcomesOf(journal);
  for (const { row, content } of rows) {
    const known = outcomes.get(row.diplomaNumber);
    if (known?.status !== "issued" || known.content === content) continue;
    const problem = `The row at ${row.place} differs from what was issued as ${row.diplomaNumber}. Use cscss org amend, and put the row back.`;
    throw new CscssError("ERR_ISSUED", problem, { details: { place: row.place } });
  }
}

/** For runs that leave no journal behind. */
function emptyJournal(): FileJournal {
  const none = (): never => {
    throw new RangeError("This run writes no journal.");
  };
  return { batches: () => [], append: none, read: none, latest: none, close: () => undefined };
}
