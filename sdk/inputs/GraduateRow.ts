import type { RecordTypeName } from "../credential/recordTypes.ts";
import type { JsonObject } from "../json/JsonValue.ts";

/** One award of one graduate, from whatever kind of file. Texts are kept as they are, formulas of a spreadsheet too. */
export interface GraduateRow {
  /** Where it stands: the line of a CSV, the place in another file. */
  readonly place: string;
  /** By it the graduate's consent is found. */
  readonly studentId: string;
  /** The university's own number of the award. */
  readonly diplomaNumber: string;
  readonly recordType: RecordTypeName;
  /** ISO date. */
  readonly awardDate: string;
  /** Last second of validity, Unix seconds; absent for none. */
  readonly validUntil?: number;
  /** Everything of the row that is signed, by the names of the record type's schema. */
  readonly claims: JsonObject;
}

/** Why something in a file cannot be issued. */
export interface RowProblem {
  /** As in GraduateRow. */
  readonly place: string;
  /** The column or path; empty where the whole row is meant. */
  readonly field: string;
  readonly found: string;
  readonly expected: string;
  readonly studentId?: string;
}

/** What a file of awards holds. Issue nothing while there are problems. */
export interface Graduates {
  /** The good rows, each award once. */
  readonly rows: readonly GraduateRow[];
  /** Everything wrong with the bad rows, in the order of the file. */
  readonly problems: readonly RowProblem[];
  /** Rows that repeat an earlier one cell by cell; they are left out of `rows`. */
  readonly duplicates: readonly { readonly place: string; readonly firstPlace: string }[];
}
