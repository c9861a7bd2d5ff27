import type { EncodingName } from "./decodeText.ts";
import { UTF8 } from "./decodeText.ts";
import { isXlsx, readXlsx } from "./readXlsx.ts";
import type { CsvRecord, SplitFile } from "./splitCsv.ts";
import { splitCsv } from "./splitCsv.ts";

/** The records of a table, whether it was saved as a workbook or as CSV. @throws ERR_INPUT for a workbook that is not read here */
export function readRecords(bytes: Uint8Array, encoding?: EncodingName): SplitFile {
  if (!isXlsx(bytes)) return splitCsv(bytes, encoding);
  return { records: padded(readXlsx(bytes)), expected: UTF8 };
}

/** A workbook does not store the empty cells at a row's end. */
function padded([header, ...body]: readonly CsvRecord[]): CsvRecord[] {
  if (header === undefined) return [];
  const cells = (row: CsvRecord): string[] => [
    ...row.cells,
    ...Array<string>(Math.max(0, header.cells.length - row.cells.length)).fill(""),
  ];
  return [header, ...body.map((row) => ({ ...row, cells: cells(row) }))];
}
