import type { RowProblem } from "./GraduateRow.ts";

/** The encodings that files of classes come in, by the names of the WHATWG Encoding Standard. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "windows-1258",
  "windows-874",
  "iso-8859-2",
  "iso-8859-15",
  "koi8-r",
  "koi8-u",
  "macintosh",
] as const;

/** The name of an encoding that is read here. */
export type EncodingName = (typeof ENCODINGS)[number];

/** What a file should have been saved as. */
export const UTF8 = "UTF-8 text (save the file as “CSV UTF-8”)";

/** A file's text, or why nobody can say what it says. */
export type DecodedText =
  | {
      readonly text: string;
      /** What bytes that are not UTF-8 should have been; it stands with each cell that has some. */
      readonly expected: string;
    }
  | { readonly problem: RowProblem };

const MARKS: readonly (readonly [EncodingName, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Two bytes a letter; some texts in them are valid UTF-8 too, and say other letters there. */
const EAST_ASIAN: readonly EncodingName[] = ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"];
/** What a text in these encodings is made of, where it is one. */
const EAST_ASIAN_TEXT = /^[\p{ASCII}\u2010-\u203b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]*$/u;
/** Letters that names are written in; of those of two bytes in UTF-8, others hardly ever. */
const USUAL_LETTERS =
  /^[\p{Script=Latin}\u0386-\u03ce\u0400-\u045f\u0490\u0491\u0531-\u0587\u05d0-\u05ea\u0620-\u064a\u0660-\u06d3\u0900-\u1fff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]+\p{M}*$/u;
const SCRIPTS = ["Latin", "Greek", "Cyrillic", "Armenian", "Hebrew", "Arabic", "Han", "Hangul", "Hiragana", "Katakana"];
const SHOWN_LETTERS = 40;
const MOST_OFFERED = 3;

/**
 * Decodes the text of a file. UTF-8 unless told, or marked otherwise by its first bytes; nothing is guessed. Where bytes are valid
 * UTF-8 and read well in another encoding, while the UTF-8 looks like nobody's name, it is asked which they are.
 *
 * @param encoding - what somebody said it is: then that holds.
 * @returns bytes that are not UTF-8 as U+FFFD, in the place they stand in.
 */
export function decodeText(bytes: Uint8Array, encoding?: EncodingName): DecodedText {
  if (encoding !== undefined) return decodeAs(bytes, encoding);
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return decodeAs(bytes, marked[0]);
  // Every text in our columns has a NUL in its first bytes in UTF-16 and UTF-32, and in UTF-8 none anywhere.
  if (bytes.subarray(0, 4096).includes(0)) {
    return { problem: { place: "1", field: "", found: "bytes of UTF-16 or of no text", expected: UTF8 } };
  }
  const text = new TextDecoder().decode(bytes);
  if (text.includes("\u{FFFD}")) return { text, expected: expectedInsteadOf(bytes) };
  const other = otherReading(bytes, text);
  if (other === undefined) return { text, expected: UTF8 };
  const [name, reading] = other;
  const found = `“${sampleOf(text)}” as utf-8, “${sampleOf(reading)}” as ${name}`;
  const expected = `which of them it is: --encoding utf-8 or --encoding ${name}`;
  return { problem: { place: "1", field: "", found, expected } };
}

function decodeAs(bytes: Uint8Array, encoding: EncodingName): DecodedText {
  const text = tryDecode(bytes, encoding);
  if (text !== undefined) return { text, expected: UTF8 };
  if (encoding === "utf-8") return { text: new TextDecoder().decode(bytes), expected: expectedInsteadOf(bytes) };
  const expected = "the encoding it was saved in, or UTF-8";
  return { problem: { place: "1", field: "", found: `bytes that are not ${encoding}`, expected } };
}

/** Strictly; undefined where bytes do not fit, or stand for control characters, which no file of a class holds. */
function tryDecode(bytes: Uint8Array, encoding: EncodingName): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return /[\u0080-\u009f]/.test(text) ? undefined : text;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The encodings in which all the bytes read like words, with a sample of each, so that a person can choose. */
function expectedInsteadOf(bytes: Uint8Array): string {
  const readings = ENCODINGS.filter((name) => !name.startsWith("utf")).flatMap((name): string[] => {
    const text = tryDecode(bytes, name);
    return text !== undefined && readsWell(name, text) ? [`--encoding ${name} reads “${sampleOf(text)}”`] : [];
  });
  // Of encodings that read the same, the first.
  const distinct = [
    ...new Map(readings.toReversed().map((one) => [one.slice(one.indexOf("“")), one])).values(),
  ].reverse();
  return distinct.length === 0 ? UTF8 : `${UTF8}; ${distinct.slice(0, MOST_OFFERED).join(", ")}`;
}

function readsWell(name: EncodingName, text: string): boolean {
  const words = foreignWords(text);
  if (words.some((word) => /\p{Co}|\p{Cn}/u.test(word))) return false;
  if (EAST_ASIAN.includes(name)) return EAST_ASIAN_TEXT.test(text) && isMostlyWhole(words);
  return words.every((word) => scriptsIn(word) === 1 && /^\p{L}[\p{L}\p{M}]*$/u.test(word));
}

/** The encoding that valid UTF-8 may be instead; undefined where there is no doubt. */
function otherReading(bytes: Uint8Array, text: string): readonly [EncodingName, string] | undefined {
  const words = foreignWords(text);
  if (words.length === 0) return undefined;
  const isOdd = words.some((word) => scriptsIn(word) > 1 || !USUAL_LETTERS.test(word)) || mixesScripts(words);
  for (const name of EAST_ASIAN) {
    const reading = tryDecode(bytes, name);
    if (reading === undefined || !EAST_ASIAN_TEXT.test(reading) || !isMostlyWhole(foreignWords(reading))) continue;
    // Common letters of two bytes each, where UTF-8 has letters of a script that no other word of the file is in.
    const isShort = words.every((word) => word.length <= 4 && !/\p{Script=Latin}/u.test(word));
    if (isOdd || (isShort && hasOnlyPairs(bytes))) return [name, reading];
  }
  return undefined;
}

/** Whether all bytes beyond ASCII come in pairs as in the national standards of East Asia, which UTF-8 of longer words does not. */
function hasOnlyPairs(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    if (first < 0x80) continue;
    if (first < 0xa1 || second < 0xa1) return false;
    at++;
  }
  return true;
}

/** Words with a letter beyond ASCII. */
function foreignWords(text: string): string[] {
  return (text.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => /\P{ASCII}/u.test(word));
}

function scriptsIn(word: string): number {
  const known = SCRIPTS.filter((script) => new RegExp(`\\p{Script=${script}}`, "u").test(word)).length;
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word);
  return isJapanese ? 1 : known;
}

/** Whether the file has several scripts beside Latin, none of them in more than a few words. */
function mixesScripts(words: readonly string[]): boolean {
  const found = SCRIPTS.slice(1).filter((script) => {
    const pattern = new RegExp(`\\p{Script=${script}}`, "u");
    return words.some((word) => pattern.test(word));
  });
  return found.length > 1;
}

/** A letter of East Asia inside a Latin word is half of an accented one. */
function isMostlyWhole(words: readonly string[]): boolean {
  const mixed = words.filter((word) => scriptsIn(word) > 1).length;
  return words.length > 0 && mixed * 2 < words.length;
}

function sampleOf(text: string): string {
  const words = [...new Set(foreignWords(text))].join(" ");
  return [...words].slice(0, SHOWN_LETTERS).join("");
}
