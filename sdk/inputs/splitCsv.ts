import { CsvError, parse } from "csv-parse/sync";
import type { RowProblem } from "./GraduateRow.ts";

/** One record of a file: its cells, and the line it starts on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const DELIMITERS = [",", ";", "\t"];
const LONGEST_RECORD = 65_536;

/** What a file should have been saved as. */
export const UTF8 = "UTF-8 text (save the file as “CSV UTF-8”)";

/**
 * Splits a file into records: any of the usual delimiters and line ends, with or without a byte order mark. Bytes that
 * are no UTF-8 come out as U+FFFD, in the cell they stand in. Empty rows are passed over. Never throws.
 *
 * @param bytes - of the file, in UTF-8.
 * @returns the records up to what is wrong, and the problem.
 * @source RFC 4180.
 * @example
 * splitCsv(encodeUtf8("a;b\n1;2\n")).records; // [{ line: 1, cells: ["a", "b"] }, { line: 2, cells: ["1", "2"] }]
 */
export function splitCsv(bytes: Uint8Array): { records: CsvRecord[]; problem?: RowProblem } {
  // Every text in our columns has a NUL in its first bytes in UTF-16 and UTF-32, and in UTF-8 none anywhere.
  if (bytes.subarray(0, 4096).includes(0)) {
    return { records: [], problem: { place: "1", field: "", found: "bytes of UTF-16 or of no text", expected: UTF8 } };
  }
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, "\n");
  try {
    const parsed = parse(text, {
      delimiter: findDelimiter(text),
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: LONGEST_RECORD,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return { records: parsed.map(({ record, info }) => toRecord(record, info.lines)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = String((error as unknown as { lines?: number }).lines ?? 1);
    const expected = "quotes that open, close and are doubled as CSV wants it";
    return { records: [], problem: { place, field: "", found: error.message, expected } };
  }
}

/** Only the header tells: later cells may hold any delimiter. */
function findDelimiter(text: string): string {
  const header = text.slice(0, text.indexOf("\n"));
  const cells = (delimiter: string): number => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (cells(delimiter) > cells(best) ? delimiter : best));
}

function toRecord(cells: readonly string[], lastLine: number): CsvRecord {
  const lineBreaks = cells.join("").split("\n").length - 1;
  return { line: lastLine - lineBreaks, cells: cells.map((cell) => cell.replace(/\s*\n\s*/g, " ").trim()) };
}
