import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import type { Column } from "./Column.ts";
import type { GraduateRow, RowProblem } from "./GraduateRow.ts";
import { isoDateCell, matching, number, requiredText } from "./readCell.ts";

/** The columns of a file that has a line for each exam; together they make an entry of `courses`. */
export const COURSE_COLUMNS: ReadonlyMap<string, Column> = new Map(
  (
    [
      { claim: "code", header: "course_code", read: requiredText },
      { claim: "title", header: "course_title", read: requiredText },
      { claim: "ects", header: "course_ects", read: credits("ECTS credits"), isNumber: true },
      { claim: "localCredits", header: "course_local_credits", read: credits("credits"), isNumber: true },
      { claim: "grade", header: "course_grade", read: requiredText },
      { claim: "gradingScale", header: "course_grading_scale", read: requiredText },
      { claim: "date", header: "course_date", read: isoDateCell, isDate: true },
      { claim: "language", header: "course_language", read: matching(/^[a-z]{2,3}$/, "an ISO 639 code like en") },
      { claim: "hours", header: "course_hours", read: credits("hours"), isNumber: true },
      { claim: "period", header: "course_period", read: requiredText },
      {
        claim: "status",
        header: "course_status",
        read: matching(/^(passed|failed|recognized|withdrawn)$/, "one of passed, failed, recognized, withdrawn"),
      },
    ] satisfies Column[]
  ).map((column) => [column.header, column]),
);

/** A row that may be one exam of an award. */
export interface CourseRow {
  readonly row: GraduateRow;
  /** Absent where the file has no columns of courses. */
  readonly course?: JsonObject;
}

/**
 * Puts the lines of one award together: all that is not about the course has to be the same in each of them.
 *
 * @returns the awards in the order of their first lines, and every line that contradicts the first of its award.
 */
export function joinCourses(rows: readonly CourseRow[]): { rows: GraduateRow[]; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const joined: GraduateRow[] = [];
  for (const lines of Map.groupBy(rows, ({ row }) => row.diplomaNumber).values()) {
    const [first, ...others] = lines;
    if (first === undefined) continue;
    const strange = others.filter(({ row }) => statedIn(row) !== statedIn(first.row));
    for (const { row } of strange) {
      const { place, studentId, diplomaNumber: found } = row;
      const field = namesThatDiffer(row, first.row).join(", ");
      const expected = `what line ${first.row.place} says of the award ${found}`;
      problems.push({ place, field, found: "something else", expected, studentId });
    }
    const courses: JsonValue[] = lines.flatMap(({ course }) => (course === undefined ? [] : [course]));
    if (strange.length === 0) joined.push({ ...first.row, claims: { ...first.row.claims, courses } });
  }
  return { rows: joined, problems };
}

function statedIn({ place: _, ...row }: GraduateRow): string {
  return JSON.stringify(row);
}

function namesThatDiffer({ claims: one }: GraduateRow, { claims: other }: GraduateRow): string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

function credits(what: string) {
  return number(/^\d{1,4}(\.\d{1,2})?$/, `a number of ${what}, 0 or more, like 6 or 7.5`);
}
