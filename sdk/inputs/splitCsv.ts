import { CsvError, parse } from "csv-parse/sync";
import type { EncodingName } from "./decodeText.ts";
import { decodeText, UTF8 } from "./decodeText.ts";
import type { RowProblem } from "./GraduateRow.ts";

/** One record of a file: its cells, and the line it starts on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const DELIMITERS = [",", ";", "\t"];
const LONGEST_RECORD = 65_536;

/** A file's records, and what bytes that are not of its encoding should have been. */
export interface SplitFile {
  readonly records: readonly CsvRecord[];
  readonly expected: string;
  /** Why nothing of the file can be read. */
  readonly problem?: RowProblem;
}

/** What spreadsheets write in front of the header to say the delimiter. */
const DELIMITER_LINE = /^"?sep=([,;\t|])"?[ \t]*\n/i;

/**
 * Splits a CSV into records: any of the usual delimiters and line ends, with or without a byte order mark or a line
 * `sep=;`. Bytes that are not of its encoding come out as U+FFFD, in the cell they stand in. Empty rows are passed
 * over. Never throws.
 *
 * @param encoding - as somebody said; see decodeText.
 * @param bytes - of the file.
 * @returns the records up to what is wrong, and the problem.
 * @source RFC 4180.
 * @example
 * splitCsv(encodeUtf8("a;b\n1;2\n")).records; // [{ line: 1, cells: ["a", "b"] }, { line: 2, cells: ["1", "2"] }]
 */
export function splitCsv(bytes: Uint8Array, encoding?: EncodingName): SplitFile {
  const decoded = decodeText(bytes, encoding);
  if ("problem" in decoded) return { records: [], expected: UTF8, problem: decoded.problem };
  const { expected } = decoded;
  const whole = decoded.text.replace(/\r\n?/g, "\n");
  const [line = "", delimiter] = DELIMITER_LINE.exec(whole) ?? [];
  const text = whole.slice(line.length);
  try {
    const parsed = parse(text, {
      delimiter: delimiter ?? findDelimiter(text),
      record_delimiter: "\n",
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: LONGEST_RECORD,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const skipped = line === "" ? 0 : 1;
    return { records: parsed.map(({ record, info }) => toRecord(record, info.lines + skipped)), expected };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = String((error as unknown as { lines?: number }).lines ?? 1);
    const quotes = "quotes that open, close and are doubled as CSV wants it";
    return { records: [], expected, problem: { place, field: "", found: error.message, expected: quotes } };
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
