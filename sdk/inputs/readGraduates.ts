import type { RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import { mayBeEmpty, requiredColumns } from "./awardColumns.ts";
import type { Column } from "./Column.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import { dateExample, NO_MAPPING, translateCell } from "./columnMapping.ts";
import type { CourseRow } from "./courseRows.ts";
import { COURSE_COLUMNS, joinCourses } from "./courseRows.ts";
import type { EncodingName } from "./decodeText.ts";
import type { ImplausibleKind } from "./findImplausible.ts";
import { findImplausible, findImplausibleDates, IMPLAUSIBLE } from "./findImplausible.ts";
import type { Source } from "./findSources.ts";
import { checkHeader, findSources, typesIn } from "./findSources.ts";
import type { GraduateRow, Graduates, RowProblem } from "./GraduateRow.ts";
import { readRecords } from "./readRecords.ts";
import type { CsvRecord } from "./splitCsv.ts";

/** How a table of awards is read. */
export interface TableOptions {
  /** The time against which dates are future or not, in Unix seconds. */
  readonly now: number;
  /** For a file with other columns than ours. */
  readonly mapping?: ColumnMapping;
  /** What a CSV was saved in; UTF-8 unless told or marked. */
  readonly encoding?: EncodingName;
  /** Kinds of implausible cells that somebody said are right. */
  readonly accepted?: readonly ImplausibleKind[];
}

/** What all rows of a file are read by. */
interface TableRules {
  readonly now: number;
  readonly mapping: ColumnMapping;
  readonly accepted: readonly ImplausibleKind[];
  /** What bytes that are not of the file's encoding should have been. */
  readonly expected: string;
  readonly width: number;
}

/** Whose digits must all be there: by these people and awards are told apart. */
const NUMBERS = ["studentId", "diplomaNumber"];
/** One of them there must be; which, depends on the person. */
const NAMES = ["givenName", "familyName", "fullName"];

/**
 * Reads a table of awards, .xlsx or CSV, and checks every cell of it before anything is issued.
 *
 * @throws ERR_INPUT for a workbook that is not read here.
 * @example
 * const { rows, problems } = readGraduates(await readFile("graduates.csv"), { now: nowInSeconds() });
 * problems[0] // { place: "5", field: "award_date", found: "31/02/2026", expected: "a date like 2026-07-01", … }
 */
export function readGraduates(bytes: Uint8Array, options: TableOptions): Graduates {
  const { now, mapping = NO_MAPPING, encoding, accepted = [] } = options;
  const { records, expected, problem } = readRecords(bytes, encoding);
  const [header = { line: 1, cells: [] }, ...body] = records;
  if (problem !== undefined) return { rows: [], problems: [problem], duplicates: [] };
  const sources = findSources(header, mapping);
  const headerProblems = checkHeader(header, mapping, sources, typesIn(body, sources));
  if (headerProblems.length > 0) return { rows: [], problems: headerProblems, duplicates: [] };

  const rules = { now, mapping, accepted, expected, width: header.cells.length };
  const read: CourseRow[] = [];
  const problems: RowProblem[] = [];
  const duplicates: { place: string; firstPlace: string }[] = [];
  const firstPlaces = new Map<string, string>();
  for (const record of body) {
    const place = String(record.line);
    const content = JSON.stringify(record.cells);
    const firstPlace = firstPlaces.get(content);
    if (firstPlace !== undefined) {
      duplicates.push({ place, firstPlace });
      continue;
    }
    firstPlaces.set(content, place);
    const row = readRow(record, sources, rules);
    if ("problems" in row) problems.push(...row.problems);
    else read.push(row);
  }
  const hasCourses = sources.some(({ column }) => isOfCourse(column));
  const joined = hasCourses ? joinCourses(read) : withoutRepeated(read);
  return { rows: joined.rows, problems: [...problems, ...joined.problems], duplicates };
}

/** Two rows of one award that say different things cannot both be issued. */
function withoutRepeated(read: readonly CourseRow[]): { rows: GraduateRow[]; problems: RowProblem[] } {
  const rows = new Map<string, GraduateRow>();
  const problems: RowProblem[] = [];
  for (const { row } of read) {
    const { place, studentId, diplomaNumber: found } = row;
    const same = rows.get(found);
    if (same === undefined) {
      rows.set(found, row);
      continue;
    }
    const expected = `a number of its own (line ${same.place} has it with other cells)`;
    problems.push({ place, field: "diploma_number", found, expected, studentId });
  }
  return { rows: [...rows.values()], problems };
}

function readRow(
  { line, cells }: CsvRecord,
  sources: readonly Source[],
  rules: TableRules,
): CourseRow | { problems: RowProblem[] } {
  const { mapping, width, accepted } = rules;
  const place = String(line);
  const studentId = sources.find(({ column }) => column.claim === "studentId")?.text(cells);
  const who = studentId ? { studentId } : {};
  if (cells.length !== width) {
    const [found, expected] = [`${cells.length} columns`, `${width} columns`];
    return { problems: [{ place, field: "", found, expected, ...who }] };
  }
  const textOf = (source: Source): string => translateCell(mapping, source.column, source.text(cells));
  const type = sources.find(({ column }) => column.claim === "recordType");
  const needed = requiredOf(type === undefined ? "" : textOf(type));
  const claims: Record<string, JsonValue> = {};
  const course: Record<string, JsonValue> = {};
  const problems: RowProblem[] = [];
  for (const source of sources) {
    const { column, name } = source;
    const found = textOf(source);
    if (found === "" && (mayBeEmpty(column) || !needed.includes(column))) continue;
    const cell = readPlausibly(column, found, rules);
    if ("value" in cell) (isOfCourse(column) ? course : claims)[column.claim] = cell.value;
    else problems.push({ place, field: name, found, expected: cell.expected, ...who });
  }
  const problem = (claim: string, expected: string): void => {
    const name = sources.find(({ column }) => column.claim === claim)?.name ?? "";
    problems.push({ place, field: name, found: String(claims[claim] ?? ""), expected, ...who });
  };
  const isNamed = sources.some(({ column, text }) => NAMES.includes(column.claim) && text(cells) !== "");
  if (!isNamed) {
    const isAsked = needed.some(({ claim }) => claim === "givenName" && !mapping.leftOut.includes("given_name"));
    if (isAsked) problem("givenName", "a name, or a value in family_name or full_name");
  }
  for (const kind of findImplausibleDates(claims.dateOfBirth, claims.awardDate)) {
    if (!accepted.includes(kind)) problem("dateOfBirth", inWords(kind));
  }
  if (problems.length > 0) return { problems };
  const { recordType, ...stated } = claims;
  const row: GraduateRow = {
    place,
    studentId: String(stated.studentId),
    diplomaNumber: String(stated.diplomaNumber),
    recordType: recordType as RecordTypeName,
    awardDate: String(stated.awardDate),
    claims: stated,
  };
  return Object.keys(course).length === 0 ? { row } : { row, course: course as JsonObject };
}

/** A cell as its column reads it, if it looks like what somebody wrote. */
function readPlausibly(column: Column, found: string, { now, mapping, accepted, expected }: TableRules) {
  // U+FFFD stands where bytes were no UTF-8, now or in an export before this one.
  if (found.includes("\u{FFFD}")) return { expected };
  const implausible = findImplausible(found, NUMBERS.includes(column.claim));
  if (implausible !== undefined && !accepted.includes(implausible.kind)) {
    const meant = implausible.meant === undefined ? "" : `; probably “${implausible.meant}”`;
    return { expected: `${inWords(implausible.kind)}${meant}` };
  }
  const cell = column.read(found, now);
  // The form that is shown is the one the file is in.
  return "expected" in cell && column.isDate
    ? { expected: cell.expected.replace("a date like 2026-07-01", dateExample(mapping)) }
    : cell;
}

function inWords(kind: ImplausibleKind): string {
  return `${IMPLAUSIBLE[kind]} (if it is right: --accept ${kind})`;
}

function isOfCourse({ header }: Column): boolean {
  return COURSE_COLUMNS.has(header);
}

function requiredOf(type: string): Column[] {
  return requiredColumns(Object.hasOwn(RECORD_TYPES, type) ? (type as RecordTypeName) : "degree");
}
