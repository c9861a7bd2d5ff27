import type { OutputUnit, Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import { describeSchema } from "./describeSchema.ts";
import type { ClaimSchema } from "./schemas/ClaimSchema.ts";

/** One mistake in claims, in words. */
export interface ClaimProblem {
  /** A JSON pointer, for instance "/courses/3/ects". */
  readonly path: string;
  /** What stands there, shortened; "nothing" where a claim is missing. */
  readonly found: string;
  readonly expected: string;
}

/** Reports every place where claims do not fit a schema, each once, in the order of the validator. */
export function findClaimProblems(claims: JsonObject, schema: ClaimSchema): ClaimProblem[] {
  // Without short-circuiting, so that all mistakes are reported.
  const { errors } = validatorOf(schema).validate(claims);
  const problems = errors.flatMap((error) => problemsOf(error, claims, schema));
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.expected}`, problem])).values()];
}

/** Making a validator takes longer than using it. */
const validators = new WeakMap<ClaimSchema, Validator>();

function validatorOf(schema: ClaimSchema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const validator = new Validator(schema as Schema, "2020-12", false);
  validators.set(schema, validator);
  return validator;
}

function problemsOf({ keyword, keywordLocation, instanceLocation }: OutputUnit, claims: JsonObject, root: ClaimSchema) {
  // These two only say that something inside is wrong, and are followed by what it is; so does "false" by its parent.
  if (["properties", "items", "false"].includes(keyword)) return [];
  const path = namesIn(instanceLocation);
  const schema = follow(root, namesIn(keywordLocation).slice(0, -1)) as ClaimSchema;
  const value = follow(claims, path) as JsonValue;
  const known = schema.properties ?? {};
  if (keyword === "required" && isJsonObject(value)) {
    const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
    return missing.map((name) => problem([...path, name], undefined, describeSchema(known[name] ?? {})));
  }
  if (keyword === "additionalProperties" && isJsonObject(value)) {
    const strange = Object.keys(value).filter((name) => !Object.hasOwn(known, name));
    const expected = `no member of this name; there are ${Object.keys(known).join(", ")}`;
    return strange.map((name) => problem([...path, name], value[name], expected));
  }
  return [problem(path, value, describeSchema(schema))];
}

function problem(path: readonly string[], value: JsonValue | undefined, expected: string): ClaimProblem {
  const pointer = path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { path: pointer, found: value === undefined ? "nothing" : inWords(value), expected };
}

function inWords(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${value.length} entries`;
  if (isJsonObject(value)) return "an object";
  const text = JSON.stringify(value);
  const short = text.length > 80 ? `${text.slice(0, 80)}… (${text.length - 2} characters)` : text;
  return typeof value === "string" ? `the text ${short}` : short;
}

/** The names in a location as the validator writes it: a JSON pointer in a URI fragment. */
function namesIn(location: string): string[] {
  const names = location.split("/").slice(1);
  return names.map((name) => decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function follow(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], value);
}
