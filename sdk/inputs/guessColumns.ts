import { COLUMNS, requiredColumns } from "./awardColumns.ts";
import type { ColumnMapping } from "./columnMapping.ts";
import { DATE_FORMS, NO_MAPPING } from "./columnMapping.ts";
import { COLUMN_WORDS } from "./columnWords.ts";
import type { CsvRecord } from "./splitCsv.ts";
import { splitCsv } from "./splitCsv.ts";

/** How a file with other columns than ours is probably meant. A person has to look at it. */
export interface ColumnGuess {
  readonly mapping: ColumnMapping;
  /** Columns a degree must have which nothing in the file fits. */
  readonly missing: readonly string[];
  /** Whether its dates can be read in two ways, so that none was chosen. */
  readonly unclearDates: boolean;
}

/** Shorter names that differ in a letter are other words. */
const SHORTEST_NEAR = 5;
const TWO_TYPOS_FROM = 10;

/**
 * Guesses which column of a CSV is which of ours, how it writes dates, and that its rows are degrees if nothing says
 * what they are. What fits two columns alike fits none. Reads nothing but the header and the dates.
 *
 * @returns undefined where nothing has to be guessed: every column has a name of ours, or the file is not a CSV.
 * @example
 * guessColumns(encodeUtf8("Matricola,Vorname,award dat\n"))?.mapping.columns
 * // { Matricola: "student_id", Vorname: "given_name", "award dat": "award_date" }
 */
export function guessColumns(bytes: Uint8Array): ColumnGuess | undefined {
  const { records } = splitCsv(bytes);
  const [header, ...body] = records;
  if (header === undefined || header.cells.every((name) => COLUMNS.has(name))) return undefined;
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
  // Once two have a claim to a column, a weaker likeness does not settle it.
  const left = new Set(COLUMNS.keys());
  for (const isLike of [isOurs, isWord, isNear]) {
    const likes = names.map((name, index) =>
      found.has(index) ? [] : [...left].filter((column) => isLike(name, column)),
    );
    for (const [index, columns] of likes.entries()) {
      for (const column of columns) left.delete(column);
      const [column] = columns;
      const rivals = likes.filter((others) => column !== undefined && others.includes(column));
      if (column !== undefined && columns.length === 1 && rivals.length === 1) found.set(index, column);
    }
  }
  return found;
}

function isOurs(name: string, column: string): boolean {
  return name === column;
}

function isWord(name: string, column: string): boolean {
  return wordsFor(column).includes(plain(name));
}

function isNear(name: string, column: string): boolean {
  const text = plain(name);
  const typos = text.length < SHORTEST_NEAR ? 0 : text.length < TWO_TYPOS_FROM ? 1 : 2;
  return wordsFor(column).some((word) => word.length >= SHORTEST_NEAR && isWithin(text, word, typos));
}

function wordsFor(column: string): string[] {
  return [plain(column), plain(COLUMNS.get(column)?.claim ?? column), ...(COLUMN_WORDS[column] ?? [])];
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

/** Whether one becomes the other by so many letters more, less or exchanged. */
function isWithin(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most) return false;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[other.length] ?? most + 1) <= most;
}

/** The forms in which all dates of the file are days there can be; none if there are no dates or no form fits all. */
function datesIn(body: readonly CsvRecord[], found: ReadonlyMap<number, string>): (keyof typeof DATE_FORMS)[] {
  const places = [...found].filter(([, target]) => COLUMNS.get(target)?.isDate === true).map(([index]) => index);
  const cells = places
    .flatMap((index) => body.map((record) => record.cells[index] ?? ""))
    .filter((text) => text !== "");
  if (cells.length === 0) return [];
  const forms = Object.keys(DATE_FORMS) as (keyof typeof DATE_FORMS)[];
  return forms.filter((form) => cells.every((text) => isDay(DATE_FORMS[form].exec(text)?.groups)));
}

function isDay(groups: Readonly<Record<string, string>> | undefined): boolean {
  return groups !== undefined && Number(groups.m) <= 12 && Number(groups.d) <= 31;
}
