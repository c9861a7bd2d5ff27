import { CsvError, parse } from "csv-parse/sync";
import type { RowProblem } from "./GraduateRow.ts";

/** One record of a file: its cells, and the line it starts on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const DELIMITERS = [",", ";", "\t"];
const LONGEST_RECORD = 65_536;

/**
 * Splits a file into records: any of the usual delimiters and line ends, with or without a byte order mark. Bytes that
 * are no UTF-8 come out as U+FFFD, in the cell they stand in. Empty rows are passed over.
 */
export function splitCsv(bytes: Uint8Array): { records: CsvRecord[]; problem?: RowProblem } {
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
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    const expected = "quotes that open, close and are doubled as CSV wants it";
    return { records: [], problem: { line, column: "", found: error.message, expected } };
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
