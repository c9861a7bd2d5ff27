import { describe, expect, it } from "vitest";
import type { RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { COLUMNS, headerOf, mayBeEmpty, possibleColumns, requiredColumns } from "../../../sdk/inputs/awardColumns.ts";

const TYPES = Object.keys(RECORD_TYPES) as RecordTypeName[];
const headers = (columns: readonly { readonly header: string }[]) => columns.map(({ header }) => header);

const OF_CLASS = [
  ...["student_id", "given_name", "family_name", "date_of_birth", "email", "programme_code", "programme_title"],
  ...["award_title", "record_type", "eqf_level", "isced_f", "ects", "language", "award_date", "final_grade"],
  ...["grading_scale", "distinction", "diploma_number"],
];

describe("the columns of a file", () => {
  it("are those of a class, and one for each other claim, named alike; none for what the SDK makes", () => {
    expect([...COLUMNS.keys()].slice(0, OF_CLASS.length)).toEqual(OF_CLASS);
    expect(COLUMNS.get("thesis_title")?.claim).toBe("thesisTitle");
    expect([...COLUMNS.values()].map(({ claim }) => claim)).not.toContain("identityOpening");
    const claims = [...COLUMNS.values()].map(({ claim }) => claim);
    expect(new Set(claims).size).toBe(claims.length);
    for (const [name, { header }] of COLUMNS) expect([name, name]).toEqual([header, header.toLowerCase()]);
  });

  it("hold dates where the schema says so", () => {
    const dates = [...COLUMNS.values()].filter(({ isDate }) => isDate).map(({ header }) => header);
    expect(dates).toEqual(expect.arrayContaining(["date_of_birth", "award_date", "studied_from"]));
    expect(dates).not.toContain("thesis_title");
    expect(dates).not.toContain("student_id");
  });

  it("must all be there for a degree, its number last", () => {
    expect(headers(requiredColumns("degree"))).toEqual(OF_CLASS);
    expect(headers(requiredColumns("certificate"))).toEqual(OF_CLASS);
    expect(headers(requiredColumns("transcript"))).toEqual([...OF_CLASS.slice(0, -1), "courses", "diploma_number"]);
  });

  it.each(["professional_qualification", "professional_licence", "recognition_statement"] as const)(
    "are few for a %s, behind which there are no studies",
    (type) => {
      const names = headers(requiredColumns(type));
      const personal = ["student_id", "given_name", "family_name", "award_title", "record_type", "award_date"];
      expect(names.slice(0, 6)).toEqual(personal);
      expect(names.at(-1)).toBe("diploma_number");
      expect(names).not.toContain("ects");
    },
  );

  it("are possible for a type where its schema or one of its categories has the claim", () => {
    for (const type of TYPES) {
      const names = headers(possibleColumns(type));
      expect(names).toEqual(expect.arrayContaining(["record_type", "award_title"]));
      expect(new Set(names).size).toBe(names.length);
    }
    expect(headers(possibleColumns("transcript"))).toContain("courses");
    expect(headers(possibleColumns("degree"))).not.toContain("licence_number");
    expect(headers(possibleColumns("professional_licence"))).toContain("licence_number");
    // Of a category in which the type is issued, and of none.
    expect(headers(possibleColumns("certificate"))).toContain("occupation");
    expect(headers(possibleColumns("degree"))).not.toContain("occupation");
  });

  it("are called by their names in messages, and by the claim's where there is none", () => {
    expect(headerOf("credits")).toBe("ects");
    expect(headerOf("thesisTitle")).toBe("thesis_title");
    expect(headerOf("nothing")).toBe("nothing");
  });

  it("may be empty where not everybody has it: some people have one name", () => {
    expect(headers([...COLUMNS.values()].filter(mayBeEmpty))).toEqual(["given_name", "family_name", "distinction"]);
  });

  it.each([
    ["email", "a@b.it", true],
    ["email", "a.b+c@d.e.edu", true],
    ["email", "a@b@c.it", false],
    ["email", "a@b.", false],
    ["email", "<a@b.it>", false],
    ["email", "a b@c.it", false],
    ["ects", "1234.75", true],
    ["ects", "12345", false],
    ["ects", "7.", false],
    ["ects", "7.125", false],
    ["isced_f", "06131", false],
    ["language", "ita", true],
    ["language", "i", false],
    ["language", "xital", false],
    ["eqf_level", "18", false],
    ["distinction", "", true],
  ])("%s %j: %s", (header, text, good) => {
    expect("value" in (COLUMNS.get(header)?.read(text, 0) ?? {})).toBe(good);
  });
});
