import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fontkit from "@cantoo/fontkit";
import type { PDFDocument, PDFFont } from "@cantoo/pdf-lib";

/** Stands for a letter that no font at hand has. */
export const MISSING = "□";

/** A piece of a text that one font prints in one direction. Pieces stand side by side from left to right. */
export interface Printable {
  readonly text: string;
  readonly font: PDFFont;
  /** Whether a letter is missing, and a sign stands in its place. */
  readonly cut: boolean;
}

/** Takes a text apart into pieces that can be printed. */
export type Typesetter = (text: string, weight?: "regular" | "bold") => readonly Printable[];

/** Words written from right to left, with the spaces between them: the font lays out each piece in its own direction. */
const RIGHT_TO_LEFT = /([\p{scx=Hebr}\p{scx=Arab}]+(?:\s+[\p{scx=Hebr}\p{scx=Arab}]+)*)/u;

/**
 * The fonts of a certificate: DejaVu Sans, which prints Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic, and
 * those the holder gives for other scripts. Only the letters that are used go into the file.
 */
export async function certificateFonts(document: PDFDocument, more: readonly Uint8Array[]): Promise<Typesetter> {
  document.registerFontkit(fontkit);
  const require = createRequire(import.meta.url);
  const files = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) =>
    readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}`)),
  );
  const embed = async (bytes: Uint8Array) => {
    const font = await document.embedFont(bytes, { subset: true });
    return { font, letters: new Set(font.getCharacterSet()) };
  };
  const [regular, bold] = await Promise.all(files.map(embed));
  const others = await Promise.all(more.map(embed));
  if (regular === undefined || bold === undefined) throw new Error("The fonts of dejavu-fonts-ttf are missing.");
  return (given, weight = "regular") => {
    // Composed letters are in more fonts than their parts; control characters print nothing anyone should miss.
    const text = given.normalize("NFC").replace(/\p{Control}/gu, " ");
    const own = weight === "bold" ? bold : regular;
    const fonts = [own, ...others];
    return text.split(RIGHT_TO_LEFT).flatMap((part) => {
      const whole = fonts.find(({ letters }) => [...part].every((letter) => letters.has(codeOf(letter))));
      if (whole !== undefined) return part === "" ? [] : [{ text: part, font: whole.font, cut: false }];
      return Array.from(part, (letter) => {
        const fitting = fonts.find(({ letters }) => letters.has(codeOf(letter)));
        return fitting
          ? { text: letter, font: fitting.font, cut: false }
          : { text: MISSING, font: own.font, cut: true };
      });
    });
  };
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
