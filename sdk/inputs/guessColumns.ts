import { COLUMNS, requiredColumns } from "./awardColumns.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import { DATE_FORMS, NO_MAPPING } from "./columnMapping.ts";
import { COLUMN_WORDS } from "./columnWords.ts";
import { COURSE_COLUMNS } from "./courseRows.ts";
import type { EncodingName } from "./decodeText.ts";
import { readRecords } from "./readRecords.ts";
import type { CsvRecord } from "./splitCsv.ts";
import { suggestColumn } from "./suggestColumn.ts";

/** How a file with other columns than ours is probably meant. A person has to look at it. */
export interface ColumnGuess {
  readonly mapping: ColumnMapping;
  /** Columns a degree must have which nothing in the file fits. */
  readonly missing: readonly string[];
  /** Whether its dates can be read in two ways, so that none was chosen. */
  readonly unclearDates: boolean;
}

/** Shorter names that differ in a letter are other words; "Vorname" and "surname" differ in two. */
const SHORTEST_NEAR = 5;
const TWO_TYPOS_FROM = 10;
/** A birth of which documents do not tell the day. */
const PART_OF_DAY = /^\d{4}(-\d{2})?$/;

const OURS = new Map([...COLUMNS, ...COURSE_COLUMNS]);
const WORDS = allWords();

/**
 * Guesses which column of a table, .xlsx or CSV, is which of ours, how it writes dates, and that its rows are degrees
 * if nothing says what they are. What fits two columns alike fits none. Reads nothing but the header and the dates.
 *
 * @param encoding - what a CSV was saved in; UTF-8 unless told or marked.
 * @throws ERR_INPUT for a workbook that is not read here.
 * @returns undefined where nothing has to be guessed: every column has a name of ours, or there is none.
 * @example
 * guessColumns(encodeUtf8("Matricola,Vorname\n"))?.mapping.columns; // { Matricola: "student_id", Vorname: "given_name" }
 */
export function guessColumns(bytes: Uint8Array, encoding?: EncodingName): ColumnGuess | undefined {
  const { records } = readRecords(bytes, encoding);
  const [header, ...body] = records;
  if (header === undefined || header.cells.every((name) => OURS.has(name))) return undefined;
  const found = fitAll(header.cells);
  const columns = Object.fromEntries(
    header.cells.flatMap((name, index) => {
      const target = found.get(index);
      return target === name ? [] : [[name, target ?? null] as const];
    }),
  );
  const there = new Set(found.values());
  const values = there.has("record_type") ? {} : { record_type: "degree" };
  const missing = requiredColumns("degree")
    .map((column) => column.header)
    .filter((name) => !there.has(name) && !Object.hasOwn(values, name));
  const dates = datesIn(body, found);
  const mapping = { ...NO_MAPPING, columns, values, dates: dates[0] ?? NO_MAPPING.dates };
  return { mapping, missing, unclearDates: dates.length > 1 };
}

/** Ours for each column, by its place. A column of ours is filled once: by its own name, else by the only one that fits. */
function fitAll(names: readonly string[]): Map<number, string> {
  const found = new Map<number, string>();
  // Where a name or a column is contested, a weaker likeness does not settle it.
  const [settled, taken] = [new Set<number>(), new Set<string>()];
  for (const columnsLike of [ownName, sameWord, nearWord]) {
    const likes = names.map((name, index) => (settled.has(index) ? [] : columnsLike(name)));
    const before = new Set(taken);
    for (const [index, columns] of likes.entries()) {
      if (columns.length > 0) settled.add(index);
      for (const column of columns) taken.add(column);
      const [column] = columns;
      if (column === undefined || columns.length > 1 || before.has(column)) continue;
      if (likes.filter((others) => others.includes(column)).length === 1) found.set(index, column);
    }
  }
  return found;
}

function ownName(name: string): string[] {
  return OURS.has(name) ? [name] : [];
}

function sameWord(name: string): string[] {
  return WORDS.get(plain(name)) ?? [];
}

function nearWord(name: string): string[] {
  const text = plain(name);
  if (text.length < SHORTEST_NEAR) return [];
  const near = suggestColumn(text, [...WORDS.keys()], text.length < TWO_TYPOS_FROM ? 1 : 2);
  return near === undefined || near.length < SHORTEST_NEAR ? [] : (WORDS.get(near) ?? []);
}

/** The columns each word stands for: their names, those of their claims, and what others call them. */
function allWords(): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const [column] of OURS) {
    const claim = COLUMNS.get(column)?.claim ?? column;
    for (const word of new Set([plain(column), plain(claim), ...(COLUMN_WORDS[column] ?? [])])) {
      words.set(word, [...(words.get(word) ?? []), column]);
    }
  }
  return words;
}

/** Lower case words without accents and signs. */
function plain(name: string): string {
  const letters = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
  return letters
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The forms in which all dates of the file are days there can be; none if there are no dates or no form fits all. */
function datesIn(body: readonly CsvRecord[], found: ReadonlyMap<number, string>): (keyof typeof DATE_FORMS)[] {
  const places = [...found].filter(([, target]) => OURS.get(target)?.isDate === true).map(([index]) => index);
  const cells = places
    .flatMap((index) => body.map((record) => record.cells[index] ?? ""))
    .filter((text) => text !== "" && !PART_OF_DAY.test(text));
  if (cells.length === 0) return [];
  const forms = Object.keys(DATE_FORMS) as (keyof typeof DATE_FORMS)[];
  return forms.filter((form) => cells.every((text) => isDay(DATE_FORMS[form].exec(text)?.groups)));
}

function isDay(groups: Readonly<Record<string, string>> | undefined): boolean {
  return groups !== undefined && Number(groups.m) <= 12 && Number(groups.d) <= 31;
}
