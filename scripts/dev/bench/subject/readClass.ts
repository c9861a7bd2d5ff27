import { readGraduates } from "../../../../sdk/inputs/readGraduates.ts";
import type { Document } from "./Document.ts";

/** Later than any award in the files. */
const NOW = Date.UTC(2026, 10, 2) / 1000;

/** One row of a university's file. */
export interface ClassRow {
  readonly document: Document;
  /** The diploma's number. */
  readonly award: string;
}

/** Reads a university's file. @throws RangeError if a row of it cannot be issued. */
export function readClass(file: Uint8Array): ClassRow[] {
  const { rows, problems } = readGraduates(file, { now: NOW });
  const [problem] = problems;
  if (problem !== undefined)
    throw new RangeError(`Line ${problem.place}: ${problem.field} should be ${problem.expected}.`);
  return rows.map((row) => ({
    award: row.diplomaNumber,
    document: { recordType: row.recordType, claims: row.claims },
  }));
}
