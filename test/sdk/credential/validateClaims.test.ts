import { describe, expect, it } from "vitest";
import type { ClaimRules } from "../../../sdk/credential/validateClaims.ts";
import { validateClaims } from "../../../sdk/credential/validateClaims.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { SchemaProblem } from "../../../sdk/json/findSchemaProblems.ts";
import type { JsonObject } from "../../../sdk/json/JsonValue.ts";

const AWARD = { awardTitle: "Master of Science", awardDate: "2026-10-04" };

function errorOf(claims: JsonObject, rules: ClaimRules = {}): CscssError {
  try {
    validateClaims("transcript", { courses: [], ...AWARD, ...claims }, rules);
  } catch (error) {
    if (error instanceof CscssError) return error;
    throw error;
  }
  throw new Error("The claims were taken.");
}

function problemsOf(claims: JsonObject, rules?: ClaimRules): SchemaProblem[] {
  const error = errorOf(claims, rules);
  expect(error.code).toBe("ERR_CLAIMS");
  return error.details.problems as SchemaProblem[];
}

describe("validateClaims names path, finding and expectation of", () => {
  it.each<[kind: string, claims: JsonObject, path: string, found: string, expected: string]>([
    ["a wrong type", { credits: "120" }, "/credits", 'the text "120"', "a number from 0 to 1000"],
    ["a number out of range", { eqfLevel: 9 }, "/eqfLevel", "9", "a whole number from 1 to 8"],
    ["a number with a fraction", { eqfLevel: 6.5 }, "/eqfLevel", "6.5", "a whole number from 1 to 8"],
    ["an empty text", { awardTitle: "" }, "/awardTitle", 'the text ""', "text of 1 to 300 characters"],
    ["null", { finalGrade: null }, "/finalGrade", "null", "text of 1 to 64 characters"],
    [
      "a day that never was",
      { awardDate: "2026-02-30" },
      "/awardDate",
      'the text "2026-02-30"',
      "a date like 2026-07-01",
    ],
    ["no e-mail address", { email: "me" }, "/email", 'the text "me"', "an e-mail address of at most 254 characters"],
    [
      "a text that does not match",
      { iscedCode: "6l3" },
      "/iscedCode",
      'the text "6l3"',
      "an ISCED-F 2013 code of two to four digits, like 0613",
    ],
    [
      "a value that is none of those allowed",
      { courses: [{ title: "Analysis", status: "ok" }] },
      "/courses/0/status",
      'the text "ok"',
      'one of "passed", "failed", "recognized", "withdrawn"',
    ],
    [
      "a member that is missing inside",
      { courses: [{ title: "Analysis" }, { ects: 6 }] },
      "/courses/1/title",
      "nothing",
      "text of 1 to 300 characters",
    ],
    [
      "an object where a list belongs",
      { learningOutcomes: {} },
      "/learningOutcomes",
      "an object",
      "a list of at most 100 entries, each text of 1 to 2000 characters",
    ],
    [
      "a list with the same entry twice",
      { evidence: [`0x${"00".repeat(32)}`, `0x${"00".repeat(32)}`] },
      "/evidence",
      "a list of 2 entries",
      "a list of at most 100 entries, none twice, each 0x and 64 hex digits, lower case",
    ],
    [
      "a member where none may be added",
      { identityReference: { scheme: "eidas", identifier: "x", pin: 1 } },
      "/identityReference/pin",
      "1",
      "no member of this name; there are scheme, identifier, provider, assurance",
    ],
  ])("%s", (_kind, claims, path, found, expected) => {
    expect(problemsOf(claims)).toEqual([{ path, found, expected }]);
    expect(errorOf(claims).message).toBe(
      `The claims of the transcript are wrong. At ${path}: found ${found}, expected ${expected}.`,
    );
  });

  it("a claim that is missing", () => {
    expect(() => validateClaims("degree", { awardTitle: "Master of Science" })).toThrow(
      "The claims of the degree are wrong. At /awardDate: found nothing, expected a date like 2026-07-01.",
    );
  });

  it("a text that is too long, without repeating all of it", () => {
    const [problem] = problemsOf({ awardTitle: "x".repeat(301) });
    expect(problem?.found).toBe(`the text "${"x".repeat(79)}… (301 characters)`);
  });
});

describe("validateClaims", () => {
  it("reports every mistake, tells five of them and counts the rest", () => {
    const wrong = {
      credits: "1",
      eqfLevel: 0,
      iscedCode: "",
      email: "",
      language: "EN",
      country: "Italy",
      finalGrade: 30,
    };
    const paths = problemsOf(wrong).map(({ path }) => path);
    expect(paths.toSorted()).toEqual(
      Object.keys(wrong)
        .map((name) => `/${name}`)
        .toSorted(),
    );
    expect(errorOf(wrong).message).toMatch(/ And 2 more\.$/);
  });

  it("takes claims that no schema names, on every level", () => {
    const claims = { ...AWARD, "a/b~c": { deep: [1] }, courses: [{ title: "Analysis", room: "B 12" }] };
    expect(() => validateClaims("transcript", claims)).not.toThrow();
  });

  it("names the place of a mistake under a name that a pointer must escape", () => {
    const fields = {
      pace: { type: "object", properties: { unit: { type: "string" } }, additionalProperties: false },
    } as const;
    const template = { type: "CscssMeTemplate", version: 1, name: "t", recordType: "transcript", fields } as const;
    const [problem] = problemsOf({ pace: { "m/s~ #%ä": 1 } }, { template });
    expect(problem?.path).toBe("/pace/m~1s~0 #%ä");
  });

  it("asks the category too, where it is told", () => {
    const claims = { cycle: "fourth" };
    expect(problemsOf(claims, { category: "higher_education" })).toEqual([
      { path: "/cycle", found: 'the text "fourth"', expected: 'one of "short", "first", "second", "third"' },
    ]);
    expect(() => errorOf(claims, { category: "vocational" })).toThrow("The claims were taken.");
  });

  it.each([
    ["undefined", { courses: undefined }],
    ["a number that is none", { credits: Number.NaN }],
    ["half of a surrogate pair", { awardTitle: "\ud800" }],
  ])("refuses %s, which JSON cannot carry", (_, claims) => {
    expect(errorOf(claims as unknown as JsonObject).code).toBe("ERR_JSON");
  });
});
