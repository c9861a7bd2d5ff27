import type { JsonValue } from "../json/JsonValue.ts";

/** Whether `_sd`, `_sd_alg` or `...` is the name of a member anywhere in the value. */
export function holdsDigestMark(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsDigestMark);
  return Object.entries(value).some(
    ([name, inner]) => ["_sd", "_sd_alg", "..."].includes(name) || holdsDigestMark(inner),
  );
}
