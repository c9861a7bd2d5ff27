import { CscssError } from "../errors/CscssError.ts";
import { closedObject } from "../json/formParts.ts";
import { readForm } from "../json/readForm.ts";
import { COLUMNS } from "./awardColumns.ts";
import type { Column } from "./Column.ts";

/** How a file that was not made for us is to be read. Columns of ours are named as `cscss org template` writes them. */
export interface ColumnMapping {
  /** The file's column by its name there, and the column of ours it is; null to pass it over. */
  readonly columns: Readonly<Record<string, string | null>>;
  /** Columns of ours the file lacks, with the one value that holds for every row. */
  readonly values: Readonly<Record<string, string>>;
  /** For columns of ours, what the file's words stand for: { "record_type": { "Laurea": "degree" } }. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Columns that are left out on purpose. */
  readonly leftOut: readonly string[];
  /** How the file writes dates; days and months with one digit are taken too. */
  readonly dates: keyof typeof DATE_FORMS;
  /** What stands before the decimals of numbers in the file. */
  readonly numbers: "point" | "comma";
}

/** How files write dates. */
export const DATE_FORMS = {
  "YYYY-MM-DD": /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  "DD/MM/YYYY": /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/,
  "DD.MM.YYYY": /^(?<d>\d{1,2})\. ?(?<m>\d{1,2})\. ?(?<y>\d{4})$/,
  "DD-MM-YYYY": /^(?<d>\d{1,2})-(?<m>\d{1,2})-(?<y>\d{4})$/,
  "MM/DD/YYYY": /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
  "YYYY/MM/DD": /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
} as const;

const TEXTS = { type: "object", additionalProperties: { type: "string", maxLength: 4000 } } as const;
const COLUMNS_FILE = {
  name: "The file of columns",
  code: "ERR_COLUMNS",
  schema: closedObject(
    { type: { const: "CscssMeColumns" }, version: { const: 1 } },
    {
      columns: { type: "object", additionalProperties: { type: ["string", "null"] } },
      values: TEXTS,
      words: { type: "object", additionalProperties: TEXTS },
      leftOut: { type: "array", items: { type: "string" } },
      dates: { enum: Object.keys(DATE_FORMS) as (keyof typeof DATE_FORMS)[] },
      numbers: { enum: ["point", "comma"] },
    },
  ),
} as const;

/** For a file with our own columns. */
export const NO_MAPPING: ColumnMapping = {
  columns: {},
  values: {},
  words: {},
  leftOut: [],
  dates: "YYYY-MM-DD",
  numbers: "point",
};

/**
 * Reads a mapping strictly.
 *
 * @param text - JSON with type "CscssMeColumns" and version 1.
 * @returns the mapping, with nothing where the file says nothing.
 * @throws ERR_COLUMNS naming the place, or for a column that is none of ours or filled twice; ERR_JSON.
 * @example
 * parseColumnMapping('{"type":"CscssMeColumns","version":1,"dates":"DD/MM/YYYY"}').dates; // "DD/MM/YYYY"
 * parseColumnMapping("{}"); // throws ERR_COLUMNS
 */
export function parseColumnMapping(text: string): ColumnMapping {
  const mapping: ColumnMapping = { ...NO_MAPPING, ...readForm(text, COLUMNS_FILE) };
  const targets = Object.values(mapping.columns).filter((name) => name !== null);
  const named = [...targets, ...Object.keys(mapping.values), ...Object.keys(mapping.words), ...mapping.leftOut];
  const strange = named.find((name) => !COLUMNS.has(name));
  if (strange !== undefined) {
    const known = [...COLUMNS.keys()].join(", ");
    throw new CscssError("ERR_COLUMNS", `The file of columns names "${strange}", which is not one of ${known}.`);
  }
  const twice = targets.find((name, index) => targets.indexOf(name) !== index || Object.hasOwn(mapping.values, name));
  if (twice === undefined) return mapping;
  throw new CscssError("ERR_COLUMNS", `The file of columns fills ${twice} from two places. Keep one.`);
}

/** A cell as our columns write it: the file's words replaced, dates turned round, decimals behind a point. What fits no rule stays as it is. */
export function translateCell(
  { words, dates, numbers }: ColumnMapping,
  { header, isDate, isNumber }: Pick<Column, "header" | "isDate" | "isNumber">,
  text: string,
): string {
  const known = words[header] ?? {};
  const translated = Object.hasOwn(known, text) ? (known[text] ?? text) : text;
  if (isNumber && numbers === "comma") return translated.replace(/^([+-]?\d+),(\d+)$/, "$1.$2");
  const { y, m = "", d = "" } = (isDate && DATE_FORMS[dates].exec(translated)?.groups) || {};
  return y === undefined ? translated : `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
}

/** A date as the file writes it, for messages: "a date like 01.07.2026". */
export function dateExample({ dates }: Pick<ColumnMapping, "dates">): string {
  return `a date like ${dates.replace("YYYY", "2026").replace("MM", "07").replace("DD", "01")}`;
}
