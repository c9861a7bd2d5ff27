import type { RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import { COLUMNS, requiredColumns } from "./awardColumns.ts";
import type { Column } from "./Column.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import { COURSE_COLUMNS } from "./courseRows.ts";
import type { RowProblem } from "./GraduateRow.ts";
import type { CsvRecord } from "./splitCsv.ts";
import { showHidden, suggestColumn } from "./suggestColumn.ts";

/** Where a column of ours is found in a record. */
export interface Source {
  readonly column: Column;
  /** As the file calls it. */
  readonly name: string;
  text(cells: readonly string[]): string;
}

/** The columns of a file, by its header and what a mapping says of it. */
export function findSources({ cells }: CsvRecord, { columns, values }: ColumnMapping): Source[] {
  const inFile = cells.flatMap((name, index): Source[] => {
    const target = Object.hasOwn(columns, name) ? columns[name] : name;
    const column = columnNamed(target ?? "");
    return column === undefined ? [] : [{ column, name, text: (record) => record[index] ?? "" }];
  });
  const fixed = Object.entries(values).flatMap(([header, value]): Source[] => {
    const column = columnNamed(header);
    return column === undefined ? [] : [{ column, name: header, text: () => value }];
  });
  return [...inFile, ...fixed];
}

function columnNamed(header: string): Column | undefined {
  return COLUMNS.get(header) ?? COURSE_COLUMNS.get(header);
}

/** Which types of record the rows name; they decide which columns there must be. */
export function typesIn(body: readonly CsvRecord[], sources: readonly Source[]): RecordTypeName[] {
  const source = sources.find(({ column }) => column.claim === "recordType");
  const named = new Set(body.map(({ cells }) => source?.text(cells) ?? ""));
  const known = [...named].filter((name) => Object.hasOwn(RECORD_TYPES, name)) as RecordTypeName[];
  return known.length > 0 ? known : ["degree"];
}

/** Columns that are missing, and those nobody knows; with the name that was probably meant. */
export function checkHeader(
  { line, cells }: CsvRecord,
  mapping: ColumnMapping,
  sources: readonly Source[],
  types: readonly RecordTypeName[],
): RowProblem[] {
  const place = String(line);
  const isFound = (wanted: string) => sources.some(({ column }) => column.header === wanted);
  const hasCourses = isFound("course_title");
  const required = [...new Set(types.flatMap(requiredColumns))].filter(
    ({ claim }) => !(hasCourses && claim === "courses"),
  );
  const missing = required.filter(({ header }) => !mapping.leftOut.includes(header) && !isFound(header));
  const isStrange = (name: string, index: number): boolean => {
    if (Object.hasOwn(mapping.columns, name) && mapping.columns[name] === null) return false;
    const source = sources.find((one) => one.name === name);
    const first = sources.find(({ column }) => column === source?.column);
    return source === undefined || first !== source || cells.indexOf(name) !== index;
  };
  const strange = cells.filter(isStrange);
  const names = [...COLUMNS.keys(), ...COURSE_COLUMNS.keys()].filter((name) => !isFound(name));
  const suggested = new Map(strange.map((name) => [name, suggestColumn(name, names)]));
  const expected = `each once: ${required.map(({ header }) => header).join(", ")}`;
  return [
    ...missing
      .filter(({ header }) => ![...suggested.values()].includes(header))
      .map(({ header }) => ({ place, field: header, found: "no such column", expected: "a column of this name" })),
    ...strange.map((name) => {
      const meant = suggested.get(name);
      return {
        place,
        field: showHidden(name),
        found: showHidden(name),
        expected: meant ? `${meant}, probably` : expected,
      };
    }),
  ];
}
