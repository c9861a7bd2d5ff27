import { describe, expect, it } from "vitest";
import type { CategoryName } from "../../../sdk/credential/recordTypes.ts";
import { CATEGORIES } from "../../../sdk/credential/recordTypes.ts";
import { categoryFor } from "../../../sdk/issuing/categoryFor.ts";

const ALL = Object.keys(CATEGORIES) as CategoryName[];

describe("categoryFor", () => {
  it("is the one that was chosen for all types or for this one, the last of them", () => {
    const chosen = [
      { category: "secondary", recordType: "transcript" },
      { category: "company" },
      { category: "vocational", recordType: "transcript" },
      { category: "professional", recordType: "degree" },
    ] as const;
    expect(categoryFor("transcript", chosen, ALL)).toBe("vocational");
    expect(categoryFor("certificate", chosen, ALL)).toBe("company");
    expect(categoryFor("transcript", chosen.slice(0, 2), ALL)).toBe("company");
    // What nobody may issue is said where it is issued.
    expect(categoryFor("degree", chosen, [])).toBe("professional");
  });

  it.each([
    ["certificate", "vocational"],
    ["transcript", "higher_education"],
    ["professional_qualification", "professional"],
    ["provisional_certificate", "higher_education"],
    ["degree", "higher_education"],
    ["professional_licence", "professional"],
    ["learning_outcome", "secondary"],
  ] as const)("of a %s is the usual one, or the first: %s", (type, category) => {
    expect(categoryFor(type, [], ALL)).toBe(category);
  });

  it("is one that the organization may, though the usual one is another", () => {
    expect(categoryFor("certificate", [], ["company", "higher_education"])).toBe("higher_education");
    expect(categoryFor("transcript", [], ["vocational"])).toBe("vocational");
  });

  it("is none where the organization may issue the type in none", () => {
    expect(() => categoryFor("degree", [], ["vocational", "device"])).toThrow(
      expect.objectContaining({
        code: "ERR_NOT_ACCREDITED",
        details: { type: "degree", accredited: ["vocational", "device"] },
      }),
    );
  });
});
