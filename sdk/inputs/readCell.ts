import { RECORD_TYPE_NAMES, RECORD_TYPES } from "../credential/recordTypes.ts";
import type { ClaimSchema } from "../credential/schemas/ClaimSchema.ts";
import { CscssError } from "../errors/CscssError.ts";
import { describeSchema } from "../json/describeSchema.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { Cell, Column } from "./Column.ts";

type Reader = Column["read"];

// Where it is tomorrow already: the latest time zone is 14 hours ahead.
const LATEST_TIME_ZONE_SECONDS = 14 * 3600;
const BUDDHIST_YEARS_AHEAD = 543;
const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false, yes: true, no: false };

/** Any text but none. */
export function requiredText(value: string): Cell {
  return value === "" ? { expected: "a value" } : { value };
}

/** A text of a form. */
export function matching(pattern: RegExp, expected: string): Reader {
  return (value) => (pattern.test(value) ? { value } : { expected });
}

/** A number that is written in a form. */
export function number(pattern: RegExp, expected: string): Reader {
  return (text) => (pattern.test(text) ? { value: Number(text) } : { expected });
}

/** The name of a type of record. */
export function recordType(text: string): Cell {
  return Object.hasOwn(RECORD_TYPES, text) ? { value: text } : { expected: `one of ${RECORD_TYPE_NAMES.join(", ")}` };
}

/** An ISO date that exists. */
export function isoDateCell(value: string): Cell {
  return isDate(value) ? { value } : { expected: "a date like 2026-07-01" };
}

/** An ISO date that is not after today, wherever on Earth that is. */
export function pastDate(value: string, now: number): Cell {
  if (!isDate(value)) return { expected: "a date like 2026-07-01" };
  const today = isoDate((now + LATEST_TIME_ZONE_SECONDS) * 1000);
  if (value <= today) return { value };
  const year = Number(value.slice(0, 4));
  const common = year - BUDDHIST_YEARS_AHEAD;
  const isBuddhist = year >= BUDDHIST_YEARS_AHEAD + 1900 && common <= Number(today.slice(0, 4));
  const hint = isBuddhist ? `; the Buddhist year ${year} is ${common}` : "";
  return { expected: `a date not after ${today}${hint}` };
}

/** A birth, of which documents may tell the year, or year and month, only: then nothing is made up. */
export function birthDate(value: string, now: number): Cell {
  if (/^\d{4}-(?:00|\d{2}-00)/.test(value)) {
    return { expected: `${value.slice(0, value.startsWith("-00", 4) ? 4 : 7)}, where no more is known, or a date` };
  }
  if (/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(value)) {
    return "value" in pastDate(value.length === 4 ? `${value}-01-01` : `${value}-01`, now)
      ? { value }
      : { expected: "a year, or a year and month, that is not in the future" };
  }
  return pastDate(value, now);
}

/** Whether it is an ISO date that exists. */
export function isDate(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  // The way back refuses 31 February, which some engines read as 3 March.
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(time) && isoDate(time) === value;
}

/** How a claim of a schema is written in a cell: lists and objects as JSON. What is in them the schema checks later. */
export function readerFor(schema: ClaimSchema): Reader {
  const expected = describeSchema(schema);
  switch (schema.type) {
    case "number":
    case "integer":
      return number(/^-?\d{1,9}(\.\d{1,6})?$/, expected);
    case "boolean":
      return (text) => {
        const value = WORDS[text.toLowerCase()];
        return value === undefined ? { expected: "true or false, yes or no" } : { value };
      };
    case "array":
    case "object":
      return (text) => {
        try {
          return { value: parseJsonStrict(text) };
        } catch (error) {
          if (error instanceof CscssError) return { expected: `JSON: ${expected}` };
          throw error;
        }
      };
    default:
      return requiredText;
  }
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
