import { inflateAtMost } from "./inflateAtMost.ts";
import type { ReadingBudget } from "./ReadingBudget.ts";
import { refusePdf, spend } from "./ReadingBudget.ts";

// Of a PDF only its streams matter here: attachments and pictures. They are found by walking over the objects as they
// stand in the file, not by the tables a PDF has of itself: those can be wrong, huge, or go in circles. Everything is
// bounded before it is read.
const LARGEST_FILE = 32 * 1024 * 1024;
/** Honest files pack a stream once or twice. */
const MOST_FILTERS = 4;
const MOST_OBJECTS = 20_000;
const DEEPEST = 32;
const MOST_TOKENS = 100_000;

/** A name like /Image, without its slash. */
export class PdfName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** What stands in a dictionary: a reference to another object is left unread. */
export type PdfValue = PdfName | number | string | null | readonly PdfValue[] | PdfDictionary;

/** A dictionary. */
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** A stream as it stands in the file. */
export interface PdfStream {
  readonly dictionary: PdfDictionary;
  readonly bytes: Uint8Array;
}

/** One character a byte, whatever the byte is. */
const ONE_BYTE = new TextDecoder("windows-1252");

/** The streams of a PDF, in the order they stand in. @throws ERR_DOCUMENT */
export function pdfStreams(file: Uint8Array, budget: ReadingBudget): PdfStream[] {
  if (file.length > LARGEST_FILE) throw refusePdf(`has ${file.length} bytes; at most ${LARGEST_FILE} are read`);
  const text = ONE_BYTE.decode(file);
  if (!text.startsWith("%PDF-")) throw refusePdf("does not begin as one");
  const streams: PdfStream[] = [];
  const object = /\b\d{1,10}\s{1,8}\d{1,5}\s{1,8}obj\b/g;
  for (let count = 0; object.exec(text) !== null; count++) {
    if (count >= MOST_OBJECTS) throw refusePdf(`has more than ${MOST_OBJECTS} objects`);
    const reader = new Reader(text, object.lastIndex, budget);
    const value = reader.value(0);
    // What was read is not looked through again for objects.
    object.lastIndex = Math.max(object.lastIndex, reader.position);
    if (!(value instanceof Map)) continue;
    const data = startOfData(text, reader.position);
    if (data === undefined) continue;
    const end = endOfData(text, data, value.get("Length"));
    streams.push({ dictionary: value, bytes: file.subarray(data, end) });
    object.lastIndex = end;
  }
  if (/\/Encrypt\s+\d/.test(text.slice(-4096))) throw refusePdf("is encrypted: save it without a password");
  return streams;
}

/**
 * Undoes a stream's filters, of which Flate is known.
 *
 * @param limit - bytes that may come out.
 * @returns the bytes and the filters that are left; undefined if it is damaged or more than that would come out.
 * @throws ERR_DOCUMENT if the budget is used up.
 */
export function decodeStream(
  { dictionary, bytes }: PdfStream,
  limit: number,
  budget: ReadingBudget,
): { bytes: Uint8Array; left: readonly string[] } | undefined {
  const filters = namesIn(dictionary.get("Filter") ?? dictionary.get("F"));
  if (filters.length > MOST_FILTERS) return undefined;
  let data = bytes;
  for (const [index, filter] of filters.entries()) {
    if (filter !== "FlateDecode" && filter !== "Fl") return { bytes: data, left: filters.slice(index) };
    const inflated = inflateAtMost(data, limit, budget);
    if (inflated === undefined) return undefined;
    data = inflated;
  }
  return data.length > limit ? undefined : { bytes: data, left: [] };
}

/** The names in a value that is a name or a list of them. */
export function namesIn(value: PdfValue | undefined): string[] {
  const list = Array.isArray(value) ? (value as readonly PdfValue[]) : [value];
  return list.flatMap((one) => (one instanceof PdfName ? [one.name] : []));
}

function startOfData(text: string, position: number): number | undefined {
  const start = /^\s{0,16}stream(\r\n|\n|\r)/.exec(text.slice(position, position + 32));
  return start === null ? undefined : position + start[0].length;
}

/** Where the length that is stated holds it counts; else the word that ends every stream does. */
function endOfData(text: string, start: number, length: PdfValue | undefined): number {
  if (typeof length === "number" && Number.isInteger(length) && length >= 0) {
    const end = start + length;
    if (/^\s{0,4}endstream/.test(text.slice(end, end + 16))) return end;
  }
  const found = text.indexOf("endstream", start);
  if (found < 0) throw refusePdf("was cut short");
  return found;
}

/** Reads values strictly enough for dictionaries; what it does not know it skips as null. */
class Reader {
  position: number;
  readonly #text: string;
  readonly #budget: ReadingBudget;
  #tokens = 0;

  constructor(text: string, position: number, budget: ReadingBudget) {
    this.#text = text;
    this.position = position;
    this.#budget = budget;
  }

  value(depth: number): PdfValue {
    if (depth > DEEPEST) throw refusePdf(`is nested more than ${DEEPEST} deep`);
    const token = this.#token();
    if (token === "<<") return this.#dictionary(depth);
    if (token === "[") return this.#list(depth);
    if (token === "(") return this.#string();
    if (token.startsWith("/")) return new PdfName(token.slice(1));
    if (/^[+-]?\d+(\.\d*)?$/.test(token)) return this.#numberOrReference(token);
    return null;
  }

  #dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    for (let token = this.#token(); token !== ">>"; token = this.#token()) {
      if (!token.startsWith("/")) return entries;
      entries.set(token.slice(1), this.value(depth + 1));
    }
    return entries;
  }

  #list(depth: number): PdfValue[] {
    const items: PdfValue[] = [];
    for (;;) {
      const before = this.position;
      const token = this.#token();
      if (token === "]" || token === "" || token === ">>") return items;
      this.position = before;
      items.push(this.value(depth + 1));
    }
  }

  /** "12 0 R" points to another object, which is not followed. */
  #numberOrReference(token: string): number | null {
    const reference = /^\s{1,8}\d{1,5}\s{1,8}R\b/.exec(this.#text.slice(this.position, this.position + 24));
    if (reference === null) return Number(token);
    this.position += reference[0].length;
    return null;
  }

  #string(): string {
    const start = this.position;
    for (let open = 1; open > 0; this.position++) {
      const character = this.#text[this.position];
      if (character === undefined) throw refusePdf("was cut short");
      if (character === "\\") this.position++;
      else if (character === "(") open++;
      else if (character === ")") open--;
    }
    return this.#text.slice(start, this.position - 1);
  }

  #token(): string {
    if (++this.#tokens > MOST_TOKENS) throw refusePdf("has an object without an end");
    spend(this.#budget, "tokens", 1);
    const pattern =
      /(?:[\0\t\n\f\r ]|%[^\r\n]*(?=[\r\n]|$))*(<<|>>|\/[^\0\t\n\f\r ()<>[\]{}/%]*|<[0-9A-Fa-f\s]*>|[[\](){}]|[^\0\t\n\f\r ()<>[\]{}/%]+|$)/y;
    pattern.lastIndex = this.position;
    const [whole = "", token = ""] = pattern.exec(this.#text) ?? [];
    this.position += whole.length;
    return token;
  }
}
