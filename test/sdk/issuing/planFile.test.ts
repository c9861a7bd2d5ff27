import { describe, expect, it } from "vitest";
import type { ChosenConsents } from "../../../sdk/consent/chooseConsents.ts";
import type { HolderConsent } from "../../../sdk/consent/HolderConsent.ts";
import type { GraduateRow, RowProblem } from "../../../sdk/inputs/GraduateRow.ts";
import type { Awards } from "../../../sdk/inputs/readAwards.ts";
import { contentOf } from "../../../sdk/issuing/planBatch.ts";
import { planFile } from "../../../sdk/issuing/planFile.ts";
import type { JsonObject } from "../../../sdk/json/JsonValue.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const row = (studentId: string, more: Partial<GraduateRow> = {}): GraduateRow => ({
  place: "2",
  studentId,
  diplomaNumber: `2026/${studentId}`,
  recordType: "degree",
  awardDate: "2026-03-16",
  claims: RECORD_CLAIMS.degree,
  ...more,
});
const consent = { studentId: "S1" } as HolderConsent;
const CONSENTS: ChosenConsents = { byStudent: new Map([["S1", consent]]), refused: new Map([["S2", "it is forged"]]) };
const plan = (rows: GraduateRow[], more: Partial<Awards> = {}, accredited = ["higher_education", "vocational"]) =>
  planFile({ kind: "csv", rows, problems: [], duplicates: [], ...more }, CONSENTS, {
    chosen: [],
    accredited: accredited as never,
  });

describe("planFile", () => {
  it("finds each row's category and consent, or why it has none", () => {
    const rows = [row("S1"), row("S2", { recordType: "certificate", claims: RECORD_CLAIMS.certificate }), row("S3")];
    const plain = rows.map((one) => ({ row: one, content: contentOf(one) }));
    expect(plan(rows)).toEqual({
      rows: [
        { ...plain[0], category: "higher_education", consent },
        { ...plain[1], category: "vocational", refusal: "it is forged" },
        { ...plain[2], category: "higher_education" },
      ],
      problems: [],
    });
  });

  it("takes the category that was chosen", () => {
    const rows = [row("S1", { recordType: "certificate", claims: RECORD_CLAIMS.certificate })];
    const awards: Awards = { kind: "csv", rows, problems: [], duplicates: [] };
    const chosen = [{ category: "company" }] as const;
    const planned = planFile(awards, CONSENTS, { chosen, accredited: ["vocational"] });
    expect(planned.rows[0]?.category).toBe("company");
    expect(() => plan([row("S1")], {}, ["vocational"])).toThrow(
      expect.objectContaining({ code: "ERR_NOT_ACCREDITED" }),
    );
  });

  it("adds what the schemas would refuse to what was wrong before, by the names of the file's columns", () => {
    const before: RowProblem = { place: "1", field: "x", found: "y", expected: "z" };
    const claims: JsonObject = { ...RECORD_CLAIMS.degree, awardTitle: "", credits: -1, learningOutcomes: ["x", ""] };
    const { problems, rows } = plan([row("S1", { claims, place: "7" })], { problems: [before] });
    expect(rows).toHaveLength(1);
    expect(problems[0]).toBe(before);
    expect(problems.slice(1)).toEqual(
      ["award_title", "ects", "learning_outcomes/1"].map((field) => ({
        place: "7",
        field,
        found: expect.any(String),
        expected: expect.any(String),
        studentId: "S1",
      })),
    );
  });

  it("checks what the category knows, too", () => {
    const claims: JsonObject = { ...RECORD_CLAIMS.certificate, employeeNumber: 7 };
    const awards = (category: "company" | "vocational") => {
      const rows = [row("S1", { recordType: "certificate", claims })];
      return planFile({ kind: "csv", rows, problems: [], duplicates: [] }, CONSENTS, {
        chosen: [{ category }],
        accredited: [],
      });
    };
    expect(awards("company").problems).toMatchObject([{ field: "employee_number" }]);
    expect(awards("vocational").problems).toEqual([]);
  });

  it("names places in other files by their paths", () => {
    const claims: JsonObject = { ...RECORD_CLAIMS.degree, awardTitle: "", learningOutcomes: [""] };
    const { problems } = plan([row("S1", { claims })], { kind: "other" });
    expect(problems.map(({ field }) => field)).toEqual(["/awardTitle", "/learningOutcomes/0"]);
  });

  it("lets what is no mistake of the file come through", () => {
    const claims = { awardTitle: Number.NaN } as unknown as JsonObject;
    expect(() => plan([row("S1", { claims })])).toThrow(expect.objectContaining({ code: "ERR_JSON" }));
  });
});
