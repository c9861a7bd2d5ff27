import type { Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { isReservedClaim } from "../disclosure/isReservedClaim.ts";
import { CscssError } from "../errors/CscssError.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import { findClaimProblems } from "./findClaimProblems.ts";
import type { IssuerTemplate } from "./IssuerTemplate.ts";
import { RECORD_TYPES } from "./recordTypes.ts";
import { RECORD_SCHEMAS } from "./schemas/recordSchemas.ts";

const NAME: Schema = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9_-]{0,63}$" };
const TEXT: Schema = { type: "string", minLength: 1, maxLength: 500 };
const COUNT: Schema = { type: "integer", minimum: 0, maximum: 1_000_000 };
const NUMBER: Schema = { type: "number" };
const FLAG: Schema = { type: "boolean" };

/** Exactly the members of ClaimSchema: a word this version does not know would promise a check nobody makes. */
const FIELD: Schema = {
  type: "object",
  properties: {
    title: TEXT,
    description: TEXT,
    type: { enum: ["string", "number", "integer", "boolean", "array", "object"] },
    const: true as unknown as Schema,
    enum: { type: "array", minItems: 1, maxItems: 1000, items: { type: ["string", "number"] } },
    minLength: COUNT,
    maxLength: COUNT,
    pattern: TEXT,
    format: { enum: ["date", "email", "uri"] },
    minimum: NUMBER,
    maximum: NUMBER,
    minItems: COUNT,
    maxItems: COUNT,
    uniqueItems: FLAG,
    items: { $ref: "#/$defs/field" },
    properties: { type: "object", propertyNames: NAME, additionalProperties: { $ref: "#/$defs/field" } },
    required: { type: "array", maxItems: 100, items: NAME },
    additionalProperties: { const: false },
    identifying: FLAG,
    diplomaSupplement: TEXT,
  },
  additionalProperties: false,
};

const TEMPLATE = new Validator(
  {
    type: "object",
    properties: {
      type: { const: "CscssMeTemplate" },
      version: { const: 1 },
      name: TEXT,
      recordType: { enum: Object.keys(RECORD_TYPES) },
      defaults: { type: "object", propertyNames: NAME, maxProperties: 100 },
      fixed: { type: "object", propertyNames: NAME, maxProperties: 100 },
      fields: {
        type: "object",
        propertyNames: NAME,
        maxProperties: 100,
        additionalProperties: { $ref: "#/$defs/field" },
      },
      required: { type: "array", maxItems: 100, items: NAME },
    },
    required: ["type", "version", "name", "recordType"],
    additionalProperties: false,
    $defs: { field: FIELD },
  },
  "2020-12",
);

/**
 * Reads an issuer's template strictly.
 *
 * @param text - JSON of an IssuerTemplate, at most 1,000,000 characters.
 * @returns the template.
 * @throws ERR_TEMPLATE naming the place: another form, a pattern that is none, a name no claim may have, a default or
 * fixed text that its own schema would refuse; ERR_JSON.
 * @example
 * parseTemplate('{"type":"CscssMeTemplate","version":1,"name":"Degrees","recordType":"degree"}').name; // "Degrees"
 * parseTemplate("{}"); // throws ERR_TEMPLATE
 */
export function parseTemplate(text: string): IssuerTemplate {
  const value = parseJsonStrict(text, { maxLength: 1_000_000 });
  const { valid, errors } = TEMPLATE.validate(value);
  if (!valid) {
    const { instanceLocation = "#", error = "unknown" } = errors.at(-1) ?? {};
    throw refuse(`is wrong at ${instanceLocation}: ${error}`);
  }
  const template = value as unknown as IssuerTemplate;
  const { fields = {}, defaults = {}, fixed = {} } = template;
  requirePatterns(fields, "#/fields");
  const reserved = Object.keys({ ...fields, ...defaults, ...fixed }).find(
    (name) => isReservedClaim(name) || name === "identityOpening",
  );
  if (reserved !== undefined) throw refuse(`uses the name "${reserved}", which no claim of an issuer may have`);
  const both = Object.keys(fixed).find((name) => Object.hasOwn(defaults, name));
  if (both !== undefined) throw refuse(`has "${both}" both as a default and fixed`);
  for (const schema of [RECORD_SCHEMAS[template.recordType], { properties: fields }]) {
    const [problem] = findClaimProblems({ ...defaults, ...fixed }, { ...schema, required: [] });
    if (problem !== undefined) {
      throw refuse(`presets ${problem.path} with ${problem.found}, where ${problem.expected} is expected`);
    }
  }
  return template;
}

/** RegExp syntax cannot be said in a schema. */
function requirePatterns(value: unknown, place: string): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === "pattern" && typeof inner === "string") {
      try {
        new RegExp(inner, "u");
      } catch (cause) {
        throw refuse(`has at ${place} a pattern that is no regular expression`, cause);
      }
    } else {
      requirePatterns(inner, `${place}/${name}`);
    }
  }
}

function refuse(problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_TEMPLATE", `The template ${problem}.`, { cause, details: { problem } });
}
