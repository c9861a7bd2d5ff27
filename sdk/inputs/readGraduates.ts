import type { RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { COLUMNS, mayBeEmpty, requiredColumns } from "./awardColumns.ts";
import type { Column } from "./Column.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import { NO_MAPPING, translateCell } from "./columnMapping.ts";
import type { GraduateRow, Graduates, RowProblem } from "./GraduateRow.ts";
import type { CsvRecord } from "./splitCsv.ts";
import { splitCsv, UTF8 } from "./splitCsv.ts";

/** Where a column of ours is found in a record. */
interface Source {
  readonly column: Column;
  /** As the file calls it. */
  readonly name: string;
  text(cells: readonly string[]): string;
}

/**
 * Reads a CSV of awards and checks every cell of it before anything is issued.
 *
 * @param options.now - the time against which dates are future or not, in Unix seconds.
 * @param options.mapping - for a file with other columns than ours.
 * @example
 * const { rows, problems } = readGraduates(await readFile("graduates.csv"), { now: Date.now() / 1000 });
 * problems[0] // { place: "5", field: "award_date", found: "31/02/2026", expected: "a date like 2026-07-01", … }
 */
export function readGraduates(
  bytes: Uint8Array,
  options: { readonly now: number; readonly mapping?: ColumnMapping },
): Graduates {
  const { now, mapping = NO_MAPPING } = options;
  const { records, problem } = splitCsv(bytes);
  const [header = { line: 1, cells: [] }, ...body] = records;
  if (problem !== undefined) return { rows: [], problems: [problem], duplicates: [] };
  const sources = findSources(header, mapping);
  const headerProblems = checkHeader(header, mapping, sources, typesIn(body, sources));
  if (headerProblems.length > 0) return { rows: [], problems: headerProblems, duplicates: [] };

  const rows: GraduateRow[] = [];
  const problems: RowProblem[] = [];
  const duplicates: { place: string; firstPlace: string }[] = [];
  const firstPlaces = new Map<string, string>();
  const diplomas = new Map<string, string>();
  for (const record of body) {
    const place = String(record.line);
    const content = JSON.stringify(record.cells);
    const firstPlace = firstPlaces.get(content);
    if (firstPlace !== undefined) {
      duplicates.push({ place, firstPlace });
      continue;
    }
    firstPlaces.set(content, place);
    const row = readRow(record, header.cells.length, sources, { now, mapping });
    if ("problems" in row) {
      problems.push(...row.problems);
      continue;
    }
    const sameDiploma = diplomas.get(row.diplomaNumber);
    if (sameDiploma === undefined) {
      diplomas.set(row.diplomaNumber, place);
      rows.push(row);
    } else {
      const { studentId, diplomaNumber: found } = row;
      const expected = `a number of its own (line ${sameDiploma} has it with other cells)`;
      problems.push({ place, field: "diploma_number", found, expected, studentId });
    }
  }
  return { rows, problems, duplicates };
}

function findSources({ cells }: CsvRecord, { columns, values }: ColumnMapping): Source[] {
  const inFile = cells.flatMap((name, index): Source[] => {
    const target = Object.hasOwn(columns, name) ? columns[name] : name;
    const column = COLUMNS.get(target ?? "");
    return column === undefined ? [] : [{ column, name, text: (record) => record[index] ?? "" }];
  });
  const fixed = Object.entries(values).flatMap(([header, value]): Source[] => {
    const column = COLUMNS.get(header);
    return column === undefined ? [] : [{ column, name: header, text: () => value }];
  });
  return [...inFile, ...fixed];
}

/** Which types of record the rows name; they decide which columns there must be. */
function typesIn(body: readonly CsvRecord[], sources: readonly Source[]): RecordTypeName[] {
  const source = sources.find(({ column }) => column.claim === "recordType");
  const named = new Set(body.map(({ cells }) => source?.text(cells) ?? ""));
  const known = [...named].filter((name) => Object.hasOwn(RECORD_TYPES, name)) as RecordTypeName[];
  return known.length > 0 ? known : ["degree"];
}

function checkHeader(
  { line, cells }: CsvRecord,
  mapping: ColumnMapping,
  sources: readonly Source[],
  types: readonly RecordTypeName[],
): RowProblem[] {
  const place = String(line);
  const required = new Set(types.flatMap(requiredColumns));
  const missing = [...required].filter(({ header }) => {
    return !mapping.leftOut.includes(header) && !sources.some(({ column }) => column.header === header);
  });
  const isStrange = (name: string, index: number): boolean => {
    if (Object.hasOwn(mapping.columns, name) && mapping.columns[name] === null) return false;
    const source = sources.find((one) => one.name === name);
    const first = sources.find(({ column }) => column === source?.column);
    return source === undefined || first !== source || cells.indexOf(name) !== index;
  };
  const expected = `each once: ${[...required].map(({ header }) => header).join(", ")}`;
  return [
    ...missing.map(({ header }) => ({
      place,
      field: header,
      found: "no such column",
      expected: "a column of this name",
    })),
    ...cells.filter(isStrange).map((name) => ({ place, field: name, found: name, expected })),
  ];
}

function readRow(
  { line, cells }: CsvRecord,
  width: number,
  sources: readonly Source[],
  { now, mapping }: { readonly now: number; readonly mapping: ColumnMapping },
): GraduateRow | { problems: RowProblem[] } {
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
  const problems: RowProblem[] = [];
  for (const source of sources) {
    const { column, name } = source;
    const found = textOf(source);
    if (found === "" && (mayBeEmpty(column) || !needed.includes(column))) continue;
    // U+FFFD stands where bytes were no UTF-8, now or in an export before this one.
    const cell = found.includes("\u{FFFD}") ? { expected: UTF8 } : column.read(found, now);
    if ("value" in cell) claims[column.claim] = cell.value;
    else problems.push({ place, field: name, found, expected: cell.expected, ...who });
  }
  if (problems.length > 0) return { problems };
  const { recordType, ...stated } = claims;
  return {
    place,
    studentId: String(stated.studentId),
    diplomaNumber: String(stated.diplomaNumber),
    recordType: recordType as RecordTypeName,
    awardDate: String(stated.awardDate),
    claims: stated,
  };
}

function requiredOf(type: string): Column[] {
  return requiredColumns(Object.hasOwn(RECORD_TYPES, type) ? (type as RecordTypeName) : "degree");
}
