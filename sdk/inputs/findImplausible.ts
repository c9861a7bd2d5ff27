/** What a cell may look like that nobody wrote so, by the word with which somebody says that it is right all the same. */
export const IMPLAUSIBLE = {
  "spoilt-number": "a number with all its digits: a spreadsheet shortened this one",
  apostrophe: "no apostrophe in front: a spreadsheet's way to keep digits, and no part of the number",
  "spreadsheet-error": "a value: this is what a spreadsheet writes where a formula failed",
  "decoded-twice": "the letters as they were: this is UTF-8 that was read as another encoding on the way",
  "html-entity": "the letter itself: this is how web pages write it",
  "hidden-character": "no control characters, and none that cannot be seen or turn text around",
  "full-width": "ordinary letters: these are the full-width ones",
  "old-birth": "a birth within the last 120 years",
  "young-graduate": "a birth well before the award",
} as const;

/** A kind of implausible cell. */
export type ImplausibleKind = keyof typeof IMPLAUSIBLE;

/** What is wrong with a cell, and what it should probably be. */
export interface Implausible {
  readonly kind: ImplausibleKind;
  /** The cell as it may have been meant; absent where nobody can know. */
  readonly meant?: string;
}

const SPREADSHEET_ERROR =
  /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|FIELD!)$|^#{3,}$/;
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E[+-]?\d{1,3}$/i;
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,10});/i;
/** Control and format characters, but for the joiners that Persian and Indic names are written with. */
const HIDDEN =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u;
const FULL_WIDTH = /^[\uff01-\uff5e\u3000]*[\uff21-\uff3a\uff41-\uff5a\uff10-\uff19=\uff1d][\uff01-\uff5e\u3000]*$/;

/** The letters of Windows-1252 that ISO 8859-1 has elsewhere, and their bytes. */
const WINDOWS_1252 = new Map(
  Array.from({ length: 32 }, (_, index) => 0x80 + index).map((byte) => {
    return [new TextDecoder("windows-1252").decode(Uint8Array.of(byte)), byte] as const;
  }),
);

/**
 * Looks at a text as a person would before it is signed for good. A finding is no error: somebody may say that it is right.
 *
 * @param isNumber - whether it is the number of a student or an award: then digits must not have been lost.
 * @returns undefined for nothing to remark.
 * @example
 * findImplausible("SÃ©bastien"); // { kind: "decoded-twice", meant: "Sébastien" }
 */
export function findImplausible(text: string, isNumber = false): Implausible | undefined {
  if (SPREADSHEET_ERROR.test(text)) return { kind: "spreadsheet-error" };
  if (isNumber && SCIENTIFIC.test(text)) return { kind: "spoilt-number" };
  if (isNumber && /^['’]/.test(text)) return { kind: "apostrophe", meant: text.slice(1) };
  // Before the hidden characters, of which such text is full.
  const decoded = decodedOnceMore(text);
  if (decoded !== undefined) return { kind: "decoded-twice", meant: decoded };
  if (HIDDEN.test(text)) return { kind: "hidden-character", meant: text.replaceAll(new RegExp(HIDDEN, "gu"), "") };
  if (FULL_WIDTH.test(text)) return { kind: "full-width", meant: text.normalize("NFKC") };
  return ENTITY.test(text) ? { kind: "html-entity" } : undefined;
}

/** Whether dates of one award fit each other, and a life. ISO dates, of which the birth may lack day and month. */
export function findImplausibleDates(dateOfBirth: unknown, awardDate: unknown): readonly ImplausibleKind[] {
  if (typeof dateOfBirth !== "string" || typeof awardDate !== "string") return [];
  const [born, awarded] = [Number(dateOfBirth.slice(0, 4)), Number(awardDate.slice(0, 4))];
  if (awarded - born > 120) return ["old-birth"];
  // Nobody is awarded anything here at the age of four; the youngest graduates of universities were nine.
  return awarded - born < 5 ? ["young-graduate"] : [];
}

/** Bytes of UTF-8 as Windows-1252 shows them; without those of the phonetic letters, which begin with É and its like. */
const SHOWN_BYTES =
  /[\u00c2-\u00c7\u00ce-\u00df][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\u00e0-\u00ef][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}|[\u00f0-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{3}/gu;

/** The text with its bytes of UTF-8 put together again; undefined where there are none. */
function decodedOnceMore(text: string): string | undefined {
  const meant = text.replace(SHOWN_BYTES, (shown) => {
    const bytes = Uint8Array.from(shown, (letter) => WINDOWS_1252.get(letter) ?? letter.codePointAt(0) ?? 0);
    const decoded = new TextDecoder().decode(bytes);
    return decoded.includes("\u{FFFD}") ? shown : decoded;
  });
  return meant === text ? undefined : meant;
}
