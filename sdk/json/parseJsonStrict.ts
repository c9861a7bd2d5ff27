import { CscssError } from "../errors/CscssError.ts";
import type { JsonObject, JsonValue } from "./JsonValue.ts";

/** Bounds of parseJsonStrict. */
export interface JsonLimits {
  /** How many arrays and objects may stand inside each other; 32 unless told. */
  readonly maxDepth?: number;
  /** How many UTF-16 units the text may have; 65,536 unless told. */
  readonly maxLength?: number;
  /** How many values, names of members and escapes there may be; as many as fit unless told. They cost time, plain text none. */
  readonly maxParts?: number;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 allows no raw control character in a string
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const WORDS = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;
const HEX4 = /[0-9a-fA-F]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Parses JSON as RFC 8259 has it, and refuses what JSON.parse lets pass in silence: a name twice in one object (where
 * two readers may see two values), `__proto__`, numbers too large for a double, half of a surrogate pair, deep
 * nesting. Linear in the length of the text.
 *
 * @param limits - 32 levels and 65,536 characters unless told.
 * @returns the value.
 * @throws ERR_JSON with details.position and details.problem.
 * @source RFC 8259; RFC 7493 (I-JSON).
 * @example
 * parseJsonStrict('{"a":[1,true]}'); // { a: [1, true] }
 * parseJsonStrict('{"a":1,"a":2}'); // throws ERR_JSON
 */
export function parseJsonStrict(text: string, limits: JsonLimits = {}): JsonValue {
  const { maxDepth = 32, maxLength = 65_536, maxParts = Number.POSITIVE_INFINITY } = limits;
  let [position, parts] = [0, 0];

  function refuse(problem: string): CscssError {
    return new CscssError("ERR_JSON", `The JSON text ${problem} (at character ${position}).`, {
      details: { position, problem },
    });
  }

  /** Takes what the sticky pattern matches here; a pattern that can match nothing gives "". */
  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    position += found?.length ?? 0;
    return found;
  }

  function skipSpace(): void {
    // Space, tab, line feed, carriage return. No regular expression: this runs several times for every value.
    for (;;) {
      const code = text.charCodeAt(position);
      if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return;
      position++;
    }
  }

  function countPart(): void {
    if (++parts > maxParts) throw refuse(`has more than ${maxParts} parts`);
  }

  function takeMark(marks: string): string {
    skipSpace();
    const mark = text.charAt(position);
    if (mark === "" || !marks.includes(mark)) throw refuse(`misses one of ${[...marks].join(" ")}`);
    position++;
    return mark;
  }

  function parseString(): string {
    takeMark('"');
    let value = take(PLAIN) ?? "";
    let escaped = false;
    for (; text.charAt(position) === "\\"; value += take(PLAIN) ?? "") {
      escaped = true;
      countPart();
      const letter = text.charAt(position + 1);
      position += 2;
      const meant = letter === "u" ? fromHex(take(HEX4)) : ESCAPES[letter];
      if (meant === undefined) throw refuse("has an unknown escape");
      value += meant;
    }
    if (text.charAt(position) !== '"') throw refuse("has a string that does not end or holds a control character");
    position++;
    if (escaped && !value.isWellFormed()) throw refuse("escapes half of a surrogate pair");
    return value;
  }

  function parseArray(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    takeMark("[");
    skipSpace();
    if (text.charAt(position) === "]") {
      position++;
      return items;
    }
    do items.push(parseValue(depth));
    while (takeMark(",]") === ",");
    return items;
  }

  function parseObject(depth: number): JsonObject {
    const members: JsonObject = {};
    takeMark("{");
    skipSpace();
    if (text.charAt(position) === "}") {
      position++;
      return members;
    }
    do {
      skipSpace();
      countPart();
      const name = parseString();
      if (name === "__proto__") throw refuse("has a member named __proto__");
      if (Object.hasOwn(members, name)) throw refuse("has the same member twice in one object");
      takeMark(":");
      members[name] = parseValue(depth);
    } while (takeMark(",}") === ",");
    return members;
  }

  function parseNumber(): number {
    const digits = take(NUMBER);
    if (digits === undefined) throw refuse("misses a value");
    const value = Number(digits);
    if (!Number.isFinite(value)) throw refuse("has a number too large");
    return value;
  }

  function parseValue(depth: number): JsonValue {
    countPart();
    skipSpace();
    const first = text.charAt(position);
    if (first === '"') return parseString();
    if (first === "{" || first === "[") {
      if (depth >= maxDepth) throw refuse(`is nested deeper than ${maxDepth}`);
      return first === "{" ? parseObject(depth + 1) : parseArray(depth + 1);
    }
    for (const [word, value] of WORDS) {
      if (text.startsWith(word, position)) {
        position += word.length;
        return value;
      }
    }
    return parseNumber();
  }

  if (text.length > maxLength) throw refuse(`is longer than ${maxLength} characters`);
  if (!text.isWellFormed()) throw refuse("holds half of a surrogate pair");
  const value = parseValue(0);
  skipSpace();
  if (position !== text.length) throw refuse("goes on after its value");
  return value;
}

function fromHex(digits: string | undefined): string | undefined {
  return digits === undefined ? undefined : String.fromCharCode(Number.parseInt(digits, 16));
}
