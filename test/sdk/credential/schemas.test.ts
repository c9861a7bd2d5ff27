import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import { categorySchemaOf } from "../../../sdk/credential/categorySchemaOf.ts";
import type { RecordClaims } from "../../../sdk/credential/RecordClaims.ts";
import type { CategoryName, RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { CATEGORIES, RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { recordTypesOf } from "../../../sdk/credential/recordTypesOf.ts";
import { schemaOf } from "../../../sdk/credential/schemaOf.ts";
import type { ClaimSchema } from "../../../sdk/credential/schemas/ClaimSchema.ts";
import { validateClaims } from "../../../sdk/credential/validateClaims.ts";
import { isReservedClaim } from "../../../sdk/disclosure/isReservedClaim.ts";
import type { JsonObject } from "../../../sdk/json/JsonValue.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const TYPES = Object.keys(RECORD_TYPES) as RecordTypeName[];
const SCHEMAS = [...TYPES.map(schemaOf), ...(Object.keys(CATEGORIES) as CategoryName[]).map(categorySchemaOf)];
const VECTORS = join(import.meta.dirname, "..", "..", "vectors", "schemas");

/** Every schema inside a schema, itself included. */
function nested(schema: ClaimSchema): ClaimSchema[] {
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items === undefined ? [] : [schema.items])];
  return [schema, ...inner.flatMap(nested)];
}

describe("the schemas of claims", () => {
  it.each(TYPES)("take a whole %s, and say which schema they are", (type) => {
    const claims: JsonObject = RECORD_CLAIMS[type];
    expect(() => validateClaims(type, claims)).not.toThrow();
    expect(schemaOf(type)).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: `urn:cscss-me:schema:${type.replaceAll("_", "-")}:1`,
    });
  });

  it.each(TYPES)("refuse a %s without any one of the claims it requires", (type) => {
    const { required = [] } = schemaOf(type);
    expect(required).toContain("awardTitle");
    for (const claim of required) {
      const { [claim]: _, ...rest } = RECORD_CLAIMS[type] as JsonObject;
      expect(() => validateClaims(type, rest), claim).toThrow(`At /${claim}: found nothing`);
    }
  });

  it("are the ones that are published: what issuers signed under an id does not change", () => {
    const published = readdirSync(VECTORS).map((file) => JSON.parse(readFileSync(join(VECTORS, file), "utf8")));
    const byId = (one: { $id?: string }, other: { $id?: string }) => String(one.$id).localeCompare(String(other.$id));
    expect(SCHEMAS.toSorted(byId)).toEqual(published.toSorted(byId));
  });

  it("define a claim of one name in one way, under a name a claim can have", () => {
    const seen = new Map<string, unknown>();
    for (const [name, schema] of SCHEMAS.flatMap(({ properties = {} }) => Object.entries(properties))) {
      expect(isReservedClaim(name), name).toBe(false);
      expect(seen.get(name) ?? schema, name).toEqual(schema);
      seen.set(name, schema);
    }
    expect(seen.size).toBeGreaterThan(80);
  });

  it("say of every pattern in words what it wants", () => {
    const patterned = SCHEMAS.flatMap((schema) => nested(schema as ClaimSchema)).filter(({ pattern }) => pattern);
    expect(patterned.length).toBeGreaterThan(10);
    for (const { pattern, description } of patterned) expect(description, pattern).toMatch(/\w{2}/);
  });

  it("bound every text and every list that an issuer writes", () => {
    const fields = SCHEMAS.flatMap(({ properties = {} }) => Object.entries(properties));
    // Made by the SDK, of the names of the claims themselves.
    const written = fields.filter(([name]) => name !== "identityOpening");
    for (const [name, field] of written) {
      for (const schema of nested(field as ClaimSchema)) {
        const { maxLength, pattern, format, maxItems } = schema;
        if (schema.type === "string") expect(schema.enum ?? maxLength ?? pattern ?? format, name).toBeDefined();
        if (schema.type === "array") expect(maxItems, name).toBeLessThanOrEqual(200);
      }
    }
  });

  it("hold all eight sections of the Diploma Supplement", () => {
    const { properties = {} } = schemaOf("diploma_supplement");
    const sections = Object.values(properties).map((schema) => (schema as ClaimSchema).diplomaSupplement);
    const expected =
      "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 2.5 3.1 3.2 3.3 4.1 4.2 4.3 4.4 4.5 5.1 5.2 6.1 6.2 7.1 7.2 7.3 7.4 8";
    expect([...new Set(sections.filter((section) => section !== undefined))].toSorted()).toEqual(expected.split(" "));
  });

  it("give the types of claims", () => {
    expectTypeOf<RecordClaims<"degree">["awardTitle"]>().toEqualTypeOf<string>();
    expectTypeOf<RecordClaims<"degree">["eqfLevel"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<RecordClaims<"recognition_statement">["recognitionKind"]>().toEqualTypeOf<
      "equivalent" | "comparable" | "partial"
    >();
    expectTypeOf<RecordClaims<"transcript">["courses"][number]["title"]>().toEqualTypeOf<string>();
    expectTypeOf<RecordClaims<"degree">>().toExtend<JsonObject>();
    // @ts-expect-error: a transcript has courses
    const transcript: RecordClaims<"transcript"> = { awardTitle: "Master of Science", awardDate: "2026-10-04" };
    expect(() => validateClaims("transcript", transcript)).toThrow("/courses");
  });

  it("know which types of record a category issues", () => {
    expect(recordTypesOf("company")).toEqual(["learning_outcome", "certificate", "final_examination"]);
    expect(recordTypesOf("device")).toEqual([]);
    for (const type of TYPES) {
      for (const category of RECORD_TYPES[type].categories) expect(recordTypesOf(category)).toContain(type);
    }
  });
});
