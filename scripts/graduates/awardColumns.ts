import type { RecordTypeName } from "../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../sdk/credential/recordTypes.ts";
import type { Award } from "./GraduateRow.ts";

/** What a cell holds, or what it should hold. */
export type Cell<Value> = { readonly value: Value } | { readonly expected: string };

/** How a column is called in the file, and how its cells are read. `now` is in Unix seconds. */
export interface Column<Value> {
  readonly header: string;
  readonly read: (text: string, now: number) => Cell<Value>;
}

// Where it is tomorrow already: the latest time zone is 14 hours ahead.
const LATEST_TIME_ZONE_SECONDS = 14 * 3600;

/** The columns of a file of awards, by the field they fill. */
export const AWARD_COLUMNS: { readonly [Field in keyof Award]: Column<Award[Field]> } = {
  studentId: { header: "student_id", read: requiredText },
  givenName: { header: "given_name", read: requiredText },
  familyName: { header: "family_name", read: requiredText },
  dateOfBirth: { header: "date_of_birth", read: pastDate },
  email: { header: "email", read: matching(/^[^\s@<>]+@[^\s@<>]+\.[^\s@.<>]+$/, "an e-mail address") },
  programmeCode: { header: "programme_code", read: requiredText },
  programmeTitle: { header: "programme_title", read: requiredText },
  awardTitle: { header: "award_title", read: requiredText },
  recordType: { header: "record_type", read: recordType },
  eqfLevel: { header: "eqf_level", read: number(/^[1-8]$/, "a level from 1 to 8") },
  iscedCode: { header: "isced_f", read: matching(/^\d{4}$/, "four digits, leading zeros included") },
  credits: { header: "ects", read: number(/^\d{1,4}(\.\d{1,2})?$/, "a number of credits, 0 or more, like 180 or 7.5") },
  language: { header: "language", read: matching(/^[a-z]{2,3}$/, "an ISO 639 code like en") },
  awardDate: { header: "award_date", read: pastDate },
  finalGrade: { header: "final_grade", read: requiredText },
  gradingScale: { header: "grading_scale", read: requiredText },
  distinction: { header: "distinction", read: (value) => ({ value }) },
  diplomaNumber: { header: "diploma_number", read: requiredText },
};

function requiredText(value: string): Cell<string> {
  return value === "" ? { expected: "a value" } : { value };
}

function matching(pattern: RegExp, expected: string): (text: string) => Cell<string> {
  return (value) => (pattern.test(value) ? { value } : { expected });
}

function number(pattern: RegExp, expected: string): (text: string) => Cell<number> {
  return (text) => (pattern.test(text) ? { value: Number(text) } : { expected });
}

function recordType(text: string): Cell<RecordTypeName> {
  return isRecordType(text) ? { value: text } : { expected: `one of ${Object.keys(RECORD_TYPES).join(", ")}` };
}

function isRecordType(text: string): text is RecordTypeName {
  return Object.hasOwn(RECORD_TYPES, text);
}

function pastDate(value: string, now: number): Cell<string> {
  const time = Date.parse(`${value}T00:00:00Z`);
  // The way back refuses 31 February, which some engines read as 3 March.
  const real = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(time) && isoDate(time) === value;
  if (!real) return { expected: "a date like 2026-07-01" };
  const today = isoDate((now + LATEST_TIME_ZONE_SECONDS) * 1000);
  return value > today ? { expected: `a date not after ${today}` } : { value };
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
