import type { RecordTypeName } from "../credential/recordTypes.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { possibleColumns, requiredColumns } from "./awardColumns.ts";
import { spreadsheetCell } from "./spreadsheetCell.ts";

/** A graduate who does not exist, with something for every column any type of record must have. */
const SAMPLE: Readonly<Record<string, JsonValue>> = {
  studentId: "S2026000001",
  givenName: "Márta",
  familyName: "Þórsdóttir",
  dateOfBirth: "2001-06-24",
  email: "marta@students.example.edu",
  programmeCode: "LM-32",
  programmeTitle: "Computer Engineering",
  awardTitle: "Master of Science in Computer Engineering",
  eqfLevel: 7,
  iscedCode: "0613",
  credits: 120,
  language: "en",
  awardDate: "2026-10-04",
  finalGrade: "110",
  gradingScale: "66-110 (cum laude possible)",
  distinction: "cum laude",
  diplomaNumber: "2026/938273-1",
  courses: [{ code: "CE-101", title: "Distributed Systems", ects: 9, grade: "30", date: "2025-06-20" }],
  recognizedRecord: {
    issuer: "did:ethr:0x7a69:0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    recordId: `0x${"1c".repeat(16)}`,
    payloadHash: `0x${"8a".repeat(32)}`,
  },
  recognitionKind: "equivalent",
  mainFieldsOfStudy: ["Computer Engineering"],
  awardingInstitution: { name: "University of Example", nameOriginal: "Università di Esempio", country: "IT" },
  languagesOfInstruction: ["en"],
  qualificationLevel: "Second cycle",
  officialDuration: "2 years",
  accessRequirements: "A first-cycle degree",
  modeOfStudy: "Full-time",
  learningOutcomes: ["Designs distributed systems"],
  accessToFurtherStudy: "Third cycle",
  accessToRegulatedProfession: "None",
  additionalInformation: "None",
  certificationDate: "2026-10-04",
  certifyingCapacity: "Registrar",
  nationalHigherEducationSystem: "See the national centre's description.",
};

/** What can be in a file to begin with. */
export interface TemplateOptions {
  readonly recordType: RecordTypeName;
  /** Whether there is a row of a graduate who does not exist. */
  readonly sample: boolean;
  /** Whether there are all columns that are possible, not only the necessary ones. */
  readonly all?: boolean;
}

/**
 * A file of awards of one type to begin with: the columns, and unless it is to be empty, a sample. Never throws.
 *
 * @returns the text of the CSV.
 * @source RFC 4180.
 * @example
 * templateCsv({ recordType: "degree", sample: false }).includes("student_id"); // true
 */
export function templateCsv({ recordType, sample, all = false }: TemplateOptions): string {
  const required = requiredColumns(recordType);
  const columns = all ? [...new Set([...required, ...possibleColumns(recordType)])] : required;
  const cells = columns.map(({ claim }) => {
    const value = claim === "recordType" ? recordType : (SAMPLE[claim] ?? "");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  });
  const rows = [columns.map(({ header }) => header), ...(sample ? [cells] : [])];
  return rows.map((row) => `${row.map(spreadsheetCell).join(",")}\r\n`).join("");
}
