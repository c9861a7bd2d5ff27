import { CscssError } from "../errors/CscssError.ts";
import { isJsonObject } from "./isJsonObject.ts";
import type { JsonValue } from "./JsonValue.ts";

const MAX_DEPTH = 32;

/**
 * Writes a JSON value the one way RFC 8785 (JCS) allows: no white space, members in the order of their UTF-16 units.
 *
 * @returns the text.
 * @throws ERR_JSON for what I-JSON cannot carry: a number that is not finite, half of a surrogate pair, anything that
 * is no JSON value, more than 32 levels.
 * @source RFC 8785.
 * @example
 * canonicalJson({ b: 1e21, a: "é" }); // '{"a":"é","b":1e+21}'
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0);
}

function write(value: JsonValue, depth: number): string {
  if (depth > MAX_DEPTH) throw refuse(`is nested deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`;
  if (isJsonObject(value)) {
    // The default sort compares UTF-16 units, as the RFC asks.
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${write(name, depth)}:${write(value[name] as JsonValue, depth + 1)}`).join(",")}}`;
  }
  if (typeof value === "string" && !value.isWellFormed()) throw refuse("holds half of a surrogate pair");
  if (typeof value === "number" && !Number.isFinite(value)) throw refuse("holds a number that is not finite");
  // JSON.stringify writes primitives exactly as the RFC does; it gives undefined for what is no JSON value.
  const text: string | undefined =
    ["string", "number", "boolean"].includes(typeof value) || value === null ? JSON.stringify(value) : undefined;
  if (text === undefined) throw refuse(`holds a value of type ${typeof value}`);
  return text;
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_JSON", `The value ${problem}, which JSON cannot carry.`, { details: { problem } });
}
