import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { spreadsheetCell } from "@cscss-me/sdk/inputs";
import type { BatchJournal, KnownBatch, PlannedRow, RowOutcome } from "@cscss-me/sdk/issue";
import type { ClaimFile } from "@cscss-me/sdk/wallet";
import { writeFileSafely } from "../files/writeFileSafely.ts";

/** Excel takes a file without it for one of the local code page. */
const BYTE_ORDER_MARK = "\u{FEFF}";

/** Writes the claim files of a batch's records that are in their wallets, each unless it is there. */
export async function writeClaimFiles(folder: string, journal: BatchJournal, batch: KnownBatch): Promise<void> {
  const { outcome } = batch;
  if (outcome?.kind !== "mined") return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const missing = batch.items.some((item, index) => {
    return outcome.refused[index] === undefined && !existsSync(join(folder, claimFileName(item)));
  });
  if (!missing) return;
  const { items } = await journal.read(batch.hash);
  items.forEach((item, index) => {
    const file = join(folder, claimFileName(item));
    if (outcome.refused[index] !== undefined || existsSync(file)) return;
    writeFileSafely(file, claimText(item.claimFile));
  });
}

/** Student number and record: nothing that a file system, or a spreadsheet, could take for something else. */
export function claimFileName(item: { readonly studentId: string; readonly recordId: string }): string {
  return `${claimFileStem(item.studentId)}${item.recordId.slice(2, 10)}.json`;
}

/** What the names of a student's claim files begin with. */
export function claimFileStem(studentId: string): string {
  return `${studentId.replace(/[^A-Za-z0-9_-]/g, "_")}-`;
}

function claimText(claimFile: ClaimFile): string {
  return `${JSON.stringify(claimFile, null, 2)}\n`;
}

/** Writes what became of every row. No owner's address stands beside a student unless it is asked for. */
export function writeResults(
  file: string,
  rows: readonly { readonly planned: PlannedRow; readonly outcome: RowOutcome }[],
  options: { readonly withAddresses: boolean },
): void {
  const { withAddresses } = options;
  const head = ["row", "student", "status", "record", "transaction", "reason", ...(withAddresses ? ["owner"] : [])];
  const lines = rows.map(({ planned: { row, consent }, outcome }) => {
    const { status, recordId = "", transaction = "", reason = "" } = outcome;
    const cells = [row.place, row.studentId, status, recordId, transaction, reason];
    return withAddresses ? [...cells, consent?.wallet.owner ?? ""] : cells;
  });
  const text = [head, ...lines].map((cells) => cells.map(spreadsheetCell).join(",")).join("\r\n");
  writeFileSafely(file, `${BYTE_ORDER_MARK}${text}\r\n`, { replace: true });
}
