import type { Column } from "./awardColumns.ts";
import { AWARD_COLUMNS } from "./awardColumns.ts";
import type { GraduateRow, RowProblem } from "./GraduateRow.ts";
import type { CsvRecord } from "./splitCsv.ts";
import { splitCsv } from "./splitCsv.ts";

const COLUMNS: readonly [string, Column<unknown>][] = Object.entries(AWARD_COLUMNS);
const NOT_UTF8 = "UTF-8 text (save the file as “CSV UTF-8”)";

/** What a file of awards holds. Issue nothing while there are problems. */
export interface Graduates {
  /** The good rows, each award once. */
  readonly rows: readonly GraduateRow[];
  /** Everything wrong with the bad rows, in the order of the file. */
  readonly problems: readonly RowProblem[];
  /** Rows that repeat an earlier one cell by cell; they are left out of `rows`. */
  readonly duplicates: readonly { readonly line: number; readonly firstLine: number }[];
}

/**
 * Reads a file of awards and checks all of it before anything is issued.
 *
 * @param options.now the time against which dates are future or not, in Unix seconds
 * @example
 * const { rows, problems } = readGraduates(await readFile("graduates.csv"), { now: Date.now() / 1000 });
 * problems[0] // { line: 5, column: "award_date", found: "31/02/2026", expected: "a date like 2026-07-01", … }
 */
export function readGraduates(bytes: Uint8Array, options: { readonly now: number }): Graduates {
  const { records, problem } = splitCsv(bytes);
  const [header, ...body] = records;
  if (problem !== undefined) return { rows: [], problems: [problem], duplicates: [] };
  const headerProblems = checkHeader(header ?? { line: 1, cells: [] });
  if (header === undefined || headerProblems.length > 0) return { rows: [], problems: headerProblems, duplicates: [] };

  const rows: GraduateRow[] = [];
  const problems: RowProblem[] = [];
  const duplicates: { line: number; firstLine: number }[] = [];
  const firstLines = new Map<string, number>();
  const diplomas = new Map<string, number>();
  for (const record of body) {
    const content = JSON.stringify(record.cells);
    const firstLine = firstLines.get(content);
    if (firstLine !== undefined) {
      duplicates.push({ line: record.line, firstLine });
      continue;
    }
    firstLines.set(content, record.line);
    const row = readRow(record, header.cells, options.now);
    if ("problems" in row) {
      problems.push(...row.problems);
      continue;
    }
    const sameDiploma = diplomas.get(row.diplomaNumber);
    if (sameDiploma === undefined) {
      diplomas.set(row.diplomaNumber, row.line);
      rows.push(row);
    } else {
      const { line, studentId, diplomaNumber: found } = row;
      const expected = `a number of its own (line ${sameDiploma} has it with other cells)`;
      problems.push({ line, column: AWARD_COLUMNS.diplomaNumber.header, found, expected, studentId });
    }
  }
  return { rows, problems, duplicates };
}

function checkHeader({ line, cells }: CsvRecord): RowProblem[] {
  const known = COLUMNS.map(([, { header }]) => header);
  const missing = known.filter((name) => !cells.includes(name));
  const strange = cells.filter((name, index) => !known.includes(name) || cells.indexOf(name) !== index);
  return [
    ...missing.map((column) => ({ line, column, found: "no such column", expected: "a column of this name" })),
    ...strange.map((column) => ({ line, column, found: column, expected: `each once: ${known.join(", ")}` })),
  ];
}

function readRow(
  { line, cells }: CsvRecord,
  header: readonly string[],
  now: number,
): GraduateRow | { problems: RowProblem[] } {
  const studentId = cells[header.indexOf(AWARD_COLUMNS.studentId.header)];
  const who = studentId ? { studentId } : {};
  if (cells.length !== header.length) {
    const [found, expected] = [`${cells.length} columns`, `${header.length} columns`];
    return { problems: [{ line, column: "", found, expected, ...who }] };
  }
  const row: Record<string, unknown> = { line };
  const problems: RowProblem[] = [];
  for (const [field, column] of COLUMNS) {
    const found = cells[header.indexOf(column.header)] ?? "";
    // U+FFFD stands where bytes were no UTF-8, now or in an export before this one.
    const cell = found.includes("\u{FFFD}") ? { expected: NOT_UTF8 } : column.read(found, now);
    if ("value" in cell) row[field] = cell.value;
    else problems.push({ line, column: column.header, found, expected: cell.expected, ...who });
  }
  return problems.length > 0 ? { problems } : (row as unknown as GraduateRow);
}
