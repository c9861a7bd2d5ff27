import type { ChosenConsents } from "../consent/chooseConsents.ts";
import type { CategoryName } from "../credential/recordTypes.ts";
import { validateClaims } from "../credential/validateClaims.ts";
import { CscssError } from "../errors/CscssError.ts";
import { headerOf } from "../inputs/awardColumns.ts";
import type { GraduateRow, RowProblem } from "../inputs/GraduateRow.ts";
import type { Awards } from "../inputs/readAwards.ts";
import type { SchemaProblem } from "../json/findSchemaProblems.ts";
import type { CategoryChoice } from "./categoryFor.ts";
import { categoryFor } from "./categoryFor.ts";
import type { PlannedRow } from "./planBatch.ts";
import { contentOf } from "./planBatch.ts";

/** The rows of a file, or everything that is wrong with it. */
export interface FilePlan {
  readonly rows: readonly PlannedRow[];
  readonly problems: readonly RowProblem[];
}

/**
 * Checks what was read against the schemas of record types and categories, and finds each graduate's consent by the
 * student number. What would be refused when a record is signed is found here, before anything is sent.
 *
 * @param consents - as chooseConsents of ./interim gives them: their form is replaced with the next generation of
 * contracts.
 * @param options.chosen - later ones count more.
 * @param options.accredited - what the organization may issue in.
 * @returns the rows with category and consent, and everything that is wrong.
 * @throws ERR_NOT_ACCREDITED for a type of record the organization may not issue.
 * @example
 * const awards = readAwards([{ name: "graduates.csv", bytes }], { now, leftOut: [] });
 * const { rows, problems } = planFile(awards, chosenConsents, { chosen: [], accredited: ["higher_education"] });
 */
export function planFile(
  { rows, problems, kind }: Awards,
  consents: ChosenConsents,
  options: { readonly chosen: readonly CategoryChoice[]; readonly accredited: readonly CategoryName[] },
): FilePlan {
  const found = [...problems];
  const planned = rows.map((row): PlannedRow => {
    const consent = consents.byStudent.get(row.studentId);
    const refusal = consents.refused.get(row.studentId);
    const category = categoryFor(row.recordType, options.chosen, options.accredited);
    found.push(...problemsOf(row, category, kind));
    return { row, content: contentOf(row), category, ...(consent && { consent }), ...(refusal && { refusal }) };
  });
  return { rows: planned, problems: found };
}

function problemsOf(row: GraduateRow, category: CategoryName, kind: Awards["kind"]): RowProblem[] {
  try {
    validateClaims(row.recordType, row.claims, { category });
    return [];
  } catch (error) {
    if (!(error instanceof CscssError) || error.code !== "ERR_CLAIMS") throw error;
    const claims = error.details.problems as readonly SchemaProblem[];
    return claims.map(({ path, found, expected }) => {
      const [, claim = "", ...rest] = path.split("/");
      const field = kind === "csv" ? [headerOf(claim), ...rest].join("/") : path;
      return { place: row.place, field, found, expected, studentId: row.studentId };
    });
  }
}
