import type { JsonObject, JsonValue } from "./JsonValue.ts";

/** The members that have a value: undefined, empty lists and empty objects are left out. */
export function presentMembers(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const present = Object.entries(members).filter((entry): entry is [string, JsonValue] => !isEmpty(entry[1]));
  return Object.fromEntries(present);
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}
