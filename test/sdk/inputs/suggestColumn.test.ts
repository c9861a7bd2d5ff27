import { describe, expect, it } from "vitest";
import { showHidden, suggestColumn } from "../../../sdk/inputs/suggestColumn.ts";

const KNOWN = ["student_id", "given_name", "family_name", "ects", "email", "award_date", "award_title"];

describe("suggestColumn", () => {
  it.each([
    ["Student ID", "student_id"],
    ["student_id\u200b", "student_id"],
    ["\u00a0ECTS", "ects"],
    ["STUDENT-ID", "student_id"],
    ["familyname", "family_name"],
    ["famly_name", "family_name"],
    ["E-Mail", "email"],
    ["mail", "email"],
    ["ｅｃｔｓ", "ects"],
  ])("%j is probably %s", (name, column) => expect(suggestColumn(name, KNOWN)).toBe(column));

  it.each(["", "Matricola", "award", "name", "\u200b"])("%j is nothing that is known", (name) => {
    expect(suggestColumn(name, KNOWN)).toBeUndefined();
  });
});

it("showHidden shows what nobody sees", () => {
  expect(showHidden("student_id\u200b")).toBe("student_id‹U+200B›");
  expect(showHidden("a\u00a0b")).toBe("a‹U+00A0›b");
  expect(showHidden("given_name")).toBe("given_name");
});
