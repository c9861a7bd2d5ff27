import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import type { MappedClaim, UnmappedClaim } from "./Exported.ts";

/**
 * Hands out claims one by one and keeps account of where they went. A claim that is absent, or of another type than
 * asked for, is not handed out.
 */
export interface Mapping {
  text(claim: string, to: string): string | undefined;
  /** A date as the first second of its day in UTC, in ISO 8601. */
  day(claim: string, to: string): string | undefined;
  number(claim: string, to: string): number | undefined;
  object(claim: string, to: string): JsonObject | undefined;
  /** The texts of a list; empty if there is none. */
  texts(claim: string, to: string): readonly string[];
  /** The objects of a list; empty if there is none. */
  objects(claim: string, to: string): readonly JsonObject[];
  /** Says why a claim, or a part of it that was handed out, has no place. */
  leave(claim: string, why: string): void;
  /** Which claims were handed out, and which were not or not in full. */
  account(): { mapped: MappedClaim[]; unmapped: UnmappedClaim[] };
}

/**
 * Opens the account of an export: what nobody asks for is unmapped.
 *
 * @param format - its name, for the reasons given.
 */
export function openMapping(claims: JsonObject, format: string): Mapping {
  const places = new Map<string, Set<string>>();
  const reasons = new Map<string, string>();

  function take<Value extends JsonValue>(claim: string, to: string, fits: (value: JsonValue) => value is Value) {
    const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    if (value === undefined || !fits(value)) return undefined;
    places.set(claim, (places.get(claim) ?? new Set()).add(to));
    return value;
  }
  return {
    text: (claim, to) => take(claim, to, (value) => typeof value === "string"),
    day: (claim, to) => {
      const date = take(claim, to, (value): value is string => /^\d{4}-\d{2}-\d{2}$/.test(String(value)));
      return date === undefined ? undefined : `${date}T00:00:00Z`;
    },
    number: (claim, to) => take(claim, to, (value) => typeof value === "number"),
    object: (claim, to) => take(claim, to, isJsonObject),
    texts: (claim, to) => take(claim, to, (value) => isListOf(value, (item) => typeof item === "string")) ?? [],
    objects: (claim, to) => take(claim, to, (value) => isListOf(value, isJsonObject)) ?? [],
    leave: (claim, why) => reasons.set(claim, why),
    account: () => ({
      mapped: Array.from(places, ([claim, to]) => ({ claim, to: [...to].join(", ") })),
      unmapped: Object.keys(claims)
        .filter((claim) => !places.has(claim) || reasons.has(claim))
        .map((claim) => ({ claim, why: reasons.get(claim) ?? `${format} has no place for it` })),
    }),
  };
}

function isListOf<Item extends JsonValue>(value: JsonValue, fits: (item: JsonValue) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(fits);
}
