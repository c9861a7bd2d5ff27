import type { JsonSchema, JsonTypeName } from "./JsonSchema.ts";

const FORMATS = { date: "a date like 2026-07-01", email: "an e-mail address", uri: "a URI" } as const;

/**
 * What a schema expects, in words.
 *
 * @example
 * describeSchema({ type: "integer", minimum: 1, maximum: 8 }); // "a whole number from 1 to 8"
 */
export function describeSchema(schema: JsonSchema): string {
  const { type, not } = schema;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  const words =
    typeof type === "object"
      ? type.map((name) => describeType(name, schema)).join(" or ")
      : type === undefined
        ? "any value"
        : describeType(type, schema);
  return not === undefined ? words : `${words}, but not ${describeSchema(not)}`;
}

function describeType(type: JsonTypeName, schema: JsonSchema): string {
  switch (type) {
    case "string":
      return describeText(schema);
    case "integer":
      return `a whole number${between(schema.minimum, schema.maximum, " from ", " of ", "")}`;
    case "number":
      return `a number${between(schema.minimum, schema.maximum, " from ", " of ", "")}`;
    case "boolean":
      return "true or false";
    case "array":
      return describeList(schema);
    case "object":
      return describeObject(schema);
    case "null":
      return "null";
  }
}

function describeText({ format, pattern, description, minLength, maxLength }: JsonSchema): string {
  const length = between(minLength, maxLength, " of ", " of ", " characters");
  if (format !== undefined) return `${FORMATS[format]}${length}`;
  if (pattern !== undefined) return `${description ?? `text that matches ${pattern}`}${length}`;
  return `text${length}`;
}

function describeList({ items, minItems, maxItems, uniqueItems = false }: JsonSchema): string {
  const each = items === undefined ? "" : `, each ${describeSchema(items)}`;
  return `a list${between(minItems, maxItems, " of ", " of ", " entries")}${uniqueItems ? ", none twice" : ""}${each}`;
}

function describeObject({ properties, required = [], additionalProperties, maxProperties }: JsonSchema): string {
  const size = between(undefined, maxProperties, "", " of ", " members");
  const needed = required.length === 0 ? "" : ` with ${required.join(", ")}`;
  if (additionalProperties !== false) return `an object${size}${needed}`;
  const names = Object.keys(properties ?? {});
  const optional = names.filter((name) => !required.includes(name));
  if (required.length > 0 && optional.length === 0) return `an object${size}${needed} and nothing else`;
  return `an object${size}${needed}, members: ${names.join(", ") || "none"}`;
}

function between(low: number | undefined, high: number | undefined, from: string, one: string, unit: string): string {
  if (low === undefined && high === undefined) return "";
  if (low === undefined) return `${one}at most ${high}${unit}`;
  if (high === undefined) return `${one}at least ${low}${unit}`;
  return low === high ? `${one}${low}${unit}` : `${from}${low} to ${high}${unit}`;
}
