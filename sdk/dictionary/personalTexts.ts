import { isIdentifying } from "../credential/isIdentifying.ts";
import type { GraduateRow } from "../inputs/GraduateRow.ts";
import type { JsonValue } from "../json/JsonValue.ts";

/** An address, or a number of six digits or more, as days, telephones and students have. */
const LOOKS_PERSONAL = /@|(?:\d[ ./-]?){6}/;
/** Shorter texts, like a country's letters, stand for too many people. */
const SHORTEST = 4;
const NAMES = ["givenName", "familyName"];

/**
 * Whether a text says something about a person of these rows, or looks as if: it is the value of a claim that identifies
 * somebody, or it holds such a value or somebody's whole name inside it. A name alone inside a longer text does not count
 * (there are universities, towns and prizes of that name); for that there are the numbers of holders, and the reader.
 */
export function openPersonalTexts(rows: readonly GraduateRow[]): (text: string) => boolean {
  const whole = new Set<string>();
  const inside = new Set<string>();
  for (const { recordType, claims, studentId, diplomaNumber } of rows) {
    for (const [name, value] of Object.entries(claims)) {
      if (!isIdentifying(recordType, name)) continue;
      for (const text of textsIn(value)) (NAMES.includes(name) ? whole : inside).add(plain(text));
    }
    for (const text of [studentId, diplomaNumber]) inside.add(plain(text));
    const [given = "", family = ""] = NAMES.map((name) => plain(String(claims[name] ?? "")));
    if (given === "" || family === "") continue;
    for (const part of [given, ...given.split(" ")])
      for (const name of [`${part} ${family}`, `${family} ${part}`]) inside.add(name);
  }
  const searched = [...inside].filter((text) => text.length >= SHORTEST).map((text) => ` ${text} `);
  return (text) => {
    const words = plain(text);
    if (LOOKS_PERSONAL.test(text)) return true;
    if (words.length >= SHORTEST && (whole.has(words) || inside.has(words))) return true;
    const padded = ` ${words} `;
    return searched.some((personal) => padded.includes(personal));
  };
}

/** Every text in a value, the names of members not among them. */
export function textsIn(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner as JsonValue));
}

/** Words as they are read, whatever their letters' case and what stands between them. */
function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
