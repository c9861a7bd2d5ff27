import type { JsonObject } from "../../../../sdk/json/JsonValue.ts";

/** The Master's degree of the synthetic registry export that figures and tests are about, in the order our schema has. */
export const REFERENCE_CLAIMS: JsonObject = {
  givenName: "Márta",
  familyName: "Þórsdóttir",
  dateOfBirth: "2001-06-24",
  email: "student1@students.example.edu",
  studentId: "S2026000001",
  diplomaNumber: "2026/938273-1",
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
  organizationName: "Università di Esempio",
  country: "IT",
};
