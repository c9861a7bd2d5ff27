import type { OutputUnit, Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { describeSchema } from "./describeSchema.ts";
import { isJsonObject } from "./isJsonObject.ts";
import type { JsonSchema } from "./JsonSchema.ts";
import type { JsonValue } from "./JsonValue.ts";

/** One mistake in a value, in words. */
export interface SchemaProblem {
  /** A JSON pointer, for instance "/courses/3/ects". */
  readonly path: string;
  /** What stands there, shortened; "nothing" where a member is missing. */
  readonly found: string;
  readonly expected: string;
}

/** How findSchemaProblems looks at a value. */
export interface SchemaCheck {
  /** Stop at the first member that is wrong: what was found wrong before it is reported, too. */
  readonly first?: boolean;
  /** Never repeat a value: `found` says of which kind it is. */
  readonly secret?: boolean;
}

/** Both of them are made once for a schema: making a validator takes longer than using it. */
const validators = { first: new WeakMap<JsonSchema, Validator>(), all: new WeakMap<JsonSchema, Validator>() };

/** Reports every place where a value does not fit a schema, each once, in the order of the validator. */
export function findSchemaProblems(value: JsonValue, schema: JsonSchema, check: SchemaCheck = {}): SchemaProblem[] {
  const { valid, errors } = validatorOf(schema, check.first ?? false).validate(value);
  if (valid) return [];
  const checked = { value, schema, secret: check.secret ?? false };
  const problems = errors.flatMap((error, index) => problemsOf(error, errors[index + 1], checked));
  const distinct = [...new Map(problems.map((problem) => [`${problem.path} ${problem.expected}`, problem])).values()];
  // What fits two of the schemas of a oneOf has nothing wrong inside.
  const last = errors.at(-1)?.instanceLocation ?? "#";
  return distinct.length > 0
    ? distinct
    : [problemAt(namesIn(last), { found: value, expected: "another form", ...checked })];
}

function validatorOf(schema: JsonSchema, first: boolean): Validator {
  const known = validators[first ? "first" : "all"];
  const found = known.get(schema) ?? new Validator(schema as Schema, "2020-12", first);
  known.set(schema, found);
  return found;
}

/** These only say that something inside is wrong, and are followed by what it is. */
const OUTER = ["properties", "items", "prefixItems", "propertyNames", "anyOf", "oneOf", "$ref"];

interface Checked {
  readonly value: JsonValue;
  readonly schema: JsonSchema;
  readonly secret: boolean;
}

function problemsOf(error: OutputUnit, next: OutputUnit | undefined, { value, schema, secret }: Checked) {
  const { keyword, keywordLocation, instanceLocation } = error;
  if (OUTER.includes(keyword) || keyword === "false") return [];
  const path = namesIn(instanceLocation);
  const schemaPath = namesIn(keywordLocation).slice(0, -1);
  const wanted = followSchema(schema, schemaPath);
  const known = wanted.properties ?? {};
  if (keyword === "additionalProperties") {
    // Where others are allowed, what is wrong with this one follows.
    if (next?.keyword !== "false") return [];
    const strange = namesIn(next.instanceLocation);
    const expected = `no member of this name; there are ${Object.keys(known).join(", ") || "none"}`;
    return [problemAt(strange, { found: follow(value, strange), expected, secret })];
  }
  const found = schemaPath.at(-1) === "propertyNames" ? path.at(-1) : follow(value, path);
  if (keyword === "required" && isJsonObject(found)) {
    const missing = (wanted.required ?? []).filter((name) => !Object.hasOwn(found, name));
    return missing.map((name) =>
      problemAt([...path, name], { found: undefined, expected: describeSchema(known[name] ?? {}), secret }),
    );
  }
  return [problemAt(path, { found, expected: describeSchema(wanted), secret })];
}

function problemAt(
  path: readonly string[],
  { found, expected, secret }: { found: JsonValue | undefined; expected: string; secret: boolean },
): SchemaProblem {
  const pointer = path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { path: pointer, found: inWords(found, secret), expected };
}

function inWords(value: JsonValue | undefined, secret: boolean): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length} entries`;
  if (isJsonObject(value)) return "an object";
  if (secret) return value === null ? "null" : `a ${typeof value}`;
  const text = JSON.stringify(value);
  const short = text.length > 80 ? `${text.slice(0, 80)}… (${text.length - 2} characters)` : text;
  return typeof value === "string" ? `the text ${short}` : short;
}

/** The names in a location as the validator writes it: a JSON pointer in a URI fragment. */
function namesIn(location: string): string[] {
  const names = location.split("/").slice(1);
  return names.map((name) => decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a path the validator named: it is there. */
function follow(value: JsonValue, path: readonly string[]): JsonValue {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], value) as JsonValue;
}

/** The schema at a location, through references into the outermost schema. */
function followSchema(root: JsonSchema, path: readonly string[]): JsonSchema {
  return path.reduce<unknown>((inner, name) => {
    const found = (inner as Record<string, unknown>)[name];
    return name === "$ref" && typeof found === "string" ? followSchema(root, namesIn(found)) : found;
  }, root) as JsonSchema;
}
