import { isSealable } from "../credential/isSealable.ts";
import type { GraduateRow } from "../inputs/GraduateRow.ts";
import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { PUBLIC_CLAIMS, PUBLIC_OF_COURSE } from "./publicClaims.ts";

/** Where a text of one person stood. */
const HOLE = Symbol("hole");
type Part = string | typeof HOLE;

/** Which values may be repeated. @param unit - the name and the value, as they stand in the text. */
export type IsCommon = (unit: string, value: JsonValue) => boolean;

/**
 * A row's claims as the lines a sealed payload has, in pieces: between two of them stood something that must not be
 * repeated. Each piece is a list of tokens, which are whole: a name, a value with its name.
 *
 * @param isCommon - asked about the values of public claims only; nothing else comes into a piece.
 */
export function piecesOf(row: GraduateRow, isCommon: IsCommon): string[][] {
  const { recordType, claims } = row;
  const parts = Object.entries(claims).flatMap(([name, value]): Part[] => {
    // Profile 2 does not seal it, so it is in no text.
    if (!isSealable(recordType, name, value)) return [];
    const unit = `${JSON.stringify(name)},${JSON.stringify(value)}`;
    if (PUBLIC_CLAIMS.has(name) && isCommon(unit, value)) return [`${unit}\n`];
    const head = `${JSON.stringify(name)},`;
    if (name === "courses" && Array.isArray(value)) return [`${head}[`, ...value.flatMap(courseParts(isCommon)), "]\n"];
    return [...around(head, value), "\n"];
  });
  const pieces: string[][] = [[]];
  for (const part of parts) {
    if (part === HOLE) pieces.push([]);
    else pieces.at(-1)?.push(part);
  }
  return pieces.filter((tokens) => tokens.length > 0);
}

function courseParts(isCommon: IsCommon): (course: JsonValue, index: number) => Part[] {
  return (course, index) => {
    const comma = index === 0 ? [] : [","];
    if (!isJsonObject(course)) return [...comma, HOLE];
    const members = Object.entries(course).flatMap(([name, value], place): Part[] => {
      const head = `${place === 0 ? "{" : ","}${JSON.stringify(name)}:`;
      const unit = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
      if (PUBLIC_OF_COURSE.has(name) && isCommon(unit, value)) return [`${head}${JSON.stringify(value)}`];
      // Members nobody knows may be called after anybody.
      return KNOWN_OF_COURSE.includes(name) ? around(head, value) : [HOLE];
    });
    return [...comma, ...members, "}"];
  };
}

const KNOWN_OF_COURSE = [...PUBLIC_OF_COURSE, "grade", "date", "hours", "period", "status"];

/** A value that is left out, with the quotes it stood in. */
function around(head: string, value: JsonValue): Part[] {
  return typeof value === "string" ? [`${head}"`, HOLE, '"'] : [head, HOLE];
}
