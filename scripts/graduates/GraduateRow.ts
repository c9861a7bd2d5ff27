import type { RecordTypeName } from "../../sdk/credential/recordTypes.ts";

/** One award of one graduate. Texts are kept as they are, formulas of a spreadsheet too: never write them to one. */
export interface Award {
  readonly studentId: string;
  readonly givenName: string;
  readonly familyName: string;
  /** ISO date. */
  readonly dateOfBirth: string;
  readonly email: string;
  readonly programmeCode: string;
  readonly programmeTitle: string;
  readonly awardTitle: string;
  readonly recordType: RecordTypeName;
  /** European Qualifications Framework, 1 to 8. */
  readonly eqfLevel: number;
  /** ISCED-F 2013, four digits. */
  readonly iscedCode: string;
  /** ECTS. */
  readonly credits: number;
  /** ISO 639. */
  readonly language: string;
  /** ISO date. */
  readonly awardDate: string;
  readonly finalGrade: string;
  readonly gradingScale: string;
  /** Empty where there is none. */
  readonly distinction: string;
  readonly diplomaNumber: string;
}

/** An award, and the line of the file it starts on. */
export interface GraduateRow extends Award {
  readonly line: number;
}

/** Why a row cannot be issued. */
export interface RowProblem {
  /** The line of the file, as an editor counts. */
  readonly line: number;
  /** The column's name; empty where the whole row is meant. */
  readonly column: string;
  readonly found: string;
  readonly expected: string;
  readonly studentId?: string;
}
