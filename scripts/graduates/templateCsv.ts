import { spreadsheetCell } from "../files/spreadsheetCell.ts";
import { AWARD_COLUMNS } from "./awardColumns.ts";
import type { Award } from "./GraduateRow.ts";

const SAMPLE: { readonly [Field in keyof Award]: string } = {
  studentId: "S2026000001",
  givenName: "Márta",
  familyName: "Þórsdóttir",
  dateOfBirth: "2001-06-24",
  email: "marta@students.example.edu",
  programmeCode: "LM-32",
  programmeTitle: "Computer Engineering",
  awardTitle: "Master of Science in Computer Engineering",
  recordType: "degree",
  eqfLevel: "7",
  iscedCode: "0613",
  credits: "120",
  language: "en",
  awardDate: "2026-10-04",
  finalGrade: "110",
  gradingScale: "66-110 (cum laude possible)",
  distinction: "cum laude",
  diplomaNumber: "2026/938273-1",
};

/** A file of awards to begin with: the columns, and unless it is to be empty, one row of a graduate who does not exist. */
export function templateCsv(options: { readonly sample: boolean }): string {
  const fields = Object.keys(AWARD_COLUMNS) as (keyof Award)[];
  const rows = [
    fields.map((field) => AWARD_COLUMNS[field].header),
    ...(options.sample ? [fields.map((field) => SAMPLE[field])] : []),
  ];
  return rows.map((cells) => `${cells.map(spreadsheetCell).join(",")}\r\n`).join("");
}
