import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isIdentifying } from "../../../sdk/credential/isIdentifying.ts";
import { parseTemplate } from "../../../sdk/credential/parseTemplate.ts";
import type { CategoryName, RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { AWARD_FIELDS } from "../../../sdk/credential/schemas/awardFields.ts";
import { CATEGORY_SCHEMAS } from "../../../sdk/credential/schemas/categorySchemas.ts";
import { PERSON_FIELDS } from "../../../sdk/credential/schemas/personFields.ts";
import { RECORD_SCHEMAS } from "../../../sdk/credential/schemas/recordSchemas.ts";

const PAGE = readFileSync(join(import.meta.dirname, "..", "..", "..", "docs", "CREDENTIALS.md"), "utf8");
const TYPES = Object.keys(RECORD_TYPES) as RecordTypeName[];
const names = (list: string) => list.split(/[,;\s]+/).filter((name) => name !== "");

describe("docs/CREDENTIALS.md", () => {
  it.each(TYPES)("says of %s what its schema says", (type) => {
    const [, row = ""] = new RegExp(`^\\| ${type} \\|(.*)\\|$`, "m").exec(PAGE) ?? [];
    const [categories = "", required = "", own = ""] = row.split("|");
    const schema = RECORD_SCHEMAS[type];
    const everywhere: readonly string[] = ["awardTitle", "awardDate"];
    expect(names(categories)).toEqual(RECORD_TYPES[type].categories);
    expect(names(required).toSorted()).toEqual(schema.required.filter((name) => !everywhere.includes(name)).toSorted());
    const shared = { ...PERSON_FIELDS, ...AWARD_FIELDS };
    const special = Object.keys(schema.properties).filter((name) => !Object.hasOwn(shared, name));
    const told = [...names(own), ...names(required)].filter((name) => !Object.hasOwn(shared, name));
    expect(told.toSorted()).toEqual(special.toSorted());
  });

  it("lists the fields of person, award and every category", () => {
    for (const fields of [PERSON_FIELDS, AWARD_FIELDS])
      for (const name of Object.keys(fields)) expect(PAGE).toContain(name);
    const [, categories = ""] = /^Categories add:(.*?)No record type/ms.exec(PAGE) ?? [];
    for (const part of categories.replace(/\.\s*$/, "").split("·")) {
      const [category, ...fields] = names(part);
      expect(fields, category).toEqual(Object.keys(CATEGORY_SCHEMAS[category as CategoryName].properties));
    }
  });

  it("lists exactly what identifies a person", () => {
    const quoted = PAGE.split("\n").filter((line) => line.startsWith("> "));
    const listed = names(quoted.map((line) => line.slice(2)).join(" "));
    const all = [...Object.values(RECORD_SCHEMAS), ...Object.values(CATEGORY_SCHEMAS)].flatMap(({ properties }) =>
      Object.keys(properties),
    );
    const marked = [...new Set(all)].filter((name) => TYPES.some((type) => isIdentifying(type, name)));
    expect(listed.toSorted()).toEqual(marked.toSorted());
  });

  it("shows a template that can be used", () => {
    const [, text = ""] = /```json\n(.*?)```/s.exec(PAGE) ?? [];
    expect(parseTemplate(text).fields?.tutor?.identifying).toBe(true);
  });
});
