import type { JsonObject, JsonValue } from "./JsonValue.ts";

/**
 * Whether a JSON value is an object: not an array, not null, not absent. Never throws.
 *
 * @returns true for an object.
 * @example
 * isJsonObject([]); // false
 */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
