import type { CategoryName } from "../../sdk/credential/recordTypes.ts";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import type { HolderConsent } from "../../sdk/organization/HolderConsent.ts";
import { readBytesFile } from "../files/readTextFile.ts";
import type { RowProblem } from "../graduates/GraduateRow.ts";
import { readGraduates } from "../graduates/readGraduates.ts";
import { categoryFor } from "../issuing/categoryFor.ts";
import type { PlannedRow } from "./planBatch.ts";
import { contentOf } from "./planBatch.ts";

/** The rows of a file, or everything that is wrong with it. */
export interface FilePlan {
  readonly rows: readonly PlannedRow[];
  readonly problems: readonly RowProblem[];
  readonly duplicates: number;
}

/**
 * Reads and checks the whole file, and finds each graduate's consent by the student number.
 *
 * @throws ERR_CONSENT if two consents are of one student; ERR_NOT_ACCREDITED, ERR_FILE
 */
export function planFile(
  file: string,
  consents: readonly HolderConsent[],
  options: { readonly chosen: readonly string[]; readonly accredited: readonly CategoryName[] },
): FilePlan {
  const { rows, problems, duplicates } = readGraduates(readBytesFile(file), { now: Date.now() / 1000 });
  const byStudent = new Map<string, HolderConsent>();
  for (const consent of consents) {
    if (byStudent.has(consent.studentId)) {
      const problem = `There are two consents of student ${consent.studentId}. Keep the one whose wallet is meant.`;
      throw new CscssError("ERR_CONSENT", problem);
    }
    byStudent.set(consent.studentId, consent);
  }
  const planned = rows.map((row): PlannedRow => {
    const consent = byStudent.get(row.studentId);
    const category = categoryFor(row.recordType, options.chosen, options.accredited);
    return { row, content: contentOf(row), category, ...(consent && { consent }) };
  });
  return { rows: planned, problems, duplicates: duplicates.length };
}
