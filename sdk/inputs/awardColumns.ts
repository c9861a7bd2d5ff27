import type { RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import type { ClaimSchema } from "../credential/schemas/ClaimSchema.ts";
import { CATEGORY_SCHEMAS } from "../credential/schemas/categorySchemas.ts";
import { RECORD_SCHEMAS } from "../credential/schemas/recordSchemas.ts";
import type { Column } from "./Column.ts";
import { birthDate, matching, number, pastDate, readerFor, recordType, requiredText } from "./readCell.ts";

/** The columns every class of graduates has, stricter than the schema where universities err. */
const CLASS_COLUMNS: readonly Column[] = [
  { claim: "studentId", header: "student_id", read: requiredText },
  { claim: "givenName", header: "given_name", read: requiredText },
  { claim: "familyName", header: "family_name", read: requiredText },
  { claim: "dateOfBirth", header: "date_of_birth", read: birthDate, isDate: true },
  { claim: "email", header: "email", read: matching(/^[^\s@<>]+@[^\s@<>]+\.[^\s@.<>]+$/, "an e-mail address") },
  { claim: "programmeCode", header: "programme_code", read: requiredText },
  { claim: "programmeTitle", header: "programme_title", read: requiredText },
  { claim: "awardTitle", header: "award_title", read: requiredText },
  { claim: "recordType", header: "record_type", read: recordType },
  { claim: "eqfLevel", header: "eqf_level", read: number(/^[1-8]$/, "a level from 1 to 8") },
  { claim: "iscedCode", header: "isced_f", read: matching(/^\d{4}$/, "four digits, leading zeros included") },
  {
    claim: "credits",
    header: "ects",
    read: number(/^\d{1,4}(\.\d{1,2})?$/, "a number of credits, 0 or more, like 180 or 7.5"),
    isNumber: true,
  },
  { claim: "language", header: "language", read: matching(/^[a-z]{2,3}$/, "an ISO 639 code like en") },
  { claim: "awardDate", header: "award_date", read: pastDate, isDate: true },
  { claim: "finalGrade", header: "final_grade", read: requiredText },
  { claim: "gradingScale", header: "grading_scale", read: requiredText },
  { claim: "distinction", header: "distinction", read: (value) => ({ value }) },
  { claim: "diplomaNumber", header: "diploma_number", read: requiredText },
];

/** What even a record without studies behind it has: whose it is, what it is, and its number. */
const PERSONAL = ["student_id", "given_name", "family_name", "award_title", "record_type", "award_date"];
const WITHOUT_STUDIES: readonly RecordTypeName[] = [
  "professional_qualification",
  "professional_licence",
  "recognition_statement",
];
/** Made by the SDK, and never stated. */
const NOT_STATED = ["identityOpening"];

/** Every column there is, by its name in a file: those of a class, and one for each other claim of any schema. */
export const COLUMNS: ReadonlyMap<string, Column> = new Map(
  [...CLASS_COLUMNS, ...otherColumns()].map((column) => [column.header, column]),
);

/** The columns a file must have for a type of record, in the order a template shows them. */
export function requiredColumns(type: RecordTypeName): Column[] {
  const withStudies = !WITHOUT_STUDIES.includes(type);
  const ofClass = CLASS_COLUMNS.filter(
    ({ header }) => withStudies || PERSONAL.includes(header) || header === "diploma_number",
  );
  const required: readonly string[] = RECORD_SCHEMAS[type].required;
  const more = [...COLUMNS.values()].filter((column) => required.includes(column.claim) && !ofClass.includes(column));
  return [...ofClass.slice(0, -1), ...more, ...ofClass.slice(-1)];
}

/** All columns that can fill a claim of a type of record. */
export function possibleColumns(type: RecordTypeName): Column[] {
  const claims = Object.keys(RECORD_SCHEMAS[type].properties);
  const ofCategories = RECORD_TYPES[type].categories.flatMap((name) => Object.keys(CATEGORY_SCHEMAS[name].properties));
  return [...COLUMNS.values()].filter(({ claim }) => [...claims, ...ofCategories, "recordType"].includes(claim));
}

/** The name of a claim's column, for messages: the claim's own where it has none. */
export function headerOf(claim: string): string {
  return [...COLUMNS.values()].find((column) => column.claim === claim)?.header ?? claim;
}

/** Whether a cell may be empty although its column must be there: some people have one name only. */
export function mayBeEmpty({ claim }: Column): boolean {
  return claim === "distinction" || claim === "familyName" || claim === "givenName";
}

function otherColumns(): Column[] {
  const known = [...CLASS_COLUMNS.map(({ claim }) => claim), ...NOT_STATED];
  const schemas: readonly ClaimSchema[] = [...Object.values(RECORD_SCHEMAS), ...Object.values(CATEGORY_SCHEMAS)];
  const fields = new Map(schemas.flatMap(({ properties = {} }) => Object.entries(properties)));
  return [...fields]
    .filter(([claim]) => !known.includes(claim))
    .map(([claim, schema]) => ({
      claim,
      header: snakeCase(claim),
      read: readerFor(schema),
      isDate: schema.format === "date",
      isNumber: schema.type === "number" || schema.type === "integer",
    }));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
