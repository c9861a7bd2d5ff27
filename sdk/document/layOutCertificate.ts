import type { PDFPage } from "@cantoo/pdf-lib";
import { PDFDocument, rgb } from "@cantoo/pdf-lib";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Certificate } from "./Certificate.ts";
import type { Typesetter } from "./certificateFonts.ts";
import { certificateFonts, MISSING } from "./certificateFonts.ts";
import { qrPng } from "./drawQr.ts";

const A4 = [595.28, 841.89] as const;
const MARGIN = 56;
const WIDTH = A4[0] - 2 * MARGIN;
const LABEL_WIDTH = 150;
const QR_SIZE = 210;
const GREY = rgb(0.35, 0.35, 0.35);
const MOST_PAGES = 50;

/** Lays a certificate out on pages and packs them into a PDF; see writeCertificate. */
export async function layOutCertificate(
  certificate: Certificate,
  options: { readonly fonts: readonly Uint8Array[]; readonly now: Date },
): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const { title, facts, claims, presentation, link, advice } = certificate;
  const document = await PDFDocument.create();
  const set = await certificateFonts(document, options.fonts);
  const layout = openLayout(document, set);
  layout.paragraph(title, { size: 22, weight: "bold", after: 14 });
  layout.pairs(facts);
  layout.rule();
  layout.pairs(claims);
  layout.rule();
  if (link !== undefined) await layout.picture(qrPng(link), QR_SIZE);
  layout.paragraph(advice, { size: 9, color: GREY });
  if (layout.cut()) {
    layout.paragraph(`${MISSING} stands for a letter this page cannot print. The attached presentation has it.`, {
      size: 9,
    });
  }
  await document.attach(encodeUtf8(presentation), "presentation.sd-jwt", {
    mimeType: "application/sd-jwt",
    description: "What the holder shows, for cscss verify",
    creationDate: options.now,
    modificationDate: options.now,
  });
  document.setTitle(title);
  document.setProducer("CSCSS ME");
  document.setCreator("CSCSS ME");
  document.setCreationDate(options.now);
  document.setModificationDate(options.now);
  return { bytes: await document.save(), cut: layout.cut() };
}

interface Style {
  readonly size: number;
  readonly weight?: "regular" | "bold";
  readonly color?: ReturnType<typeof rgb>;
  readonly after?: number;
}

/** Fills pages from the top; what does not fit goes on the next one. */
function openLayout(document: PDFDocument, set: Typesetter) {
  let page: PDFPage = document.addPage([...A4]);
  let y = A4[1] - MARGIN;
  let cut = false;

  function room(height: number): void {
    if (y - height >= MARGIN) return;
    if (document.getPageCount() >= MOST_PAGES) throw tooLong();
    page = document.addPage([...A4]);
    y = A4[1] - MARGIN;
  }
  function line(text: string, x: number, { size, weight, color }: Style): void {
    let at = x;
    for (const { text: piece, font, cut: some } of set(text, weight)) {
      cut ||= some;
      page.drawText(piece, { x: at, y: y - size, size, font, ...(color && { color }) });
      at += font.widthOfTextAtSize(piece, size);
    }
  }
  function lines(text: string, width: number, style: Style): string[] {
    return text.split(/\r?\n/).flatMap((part) => wrap(part, width, (some) => widthOf(some, style)));
  }
  function widthOf(text: string, { size, weight }: Style): number {
    return set(text, weight).reduce((sum, piece) => sum + piece.font.widthOfTextAtSize(piece.text, size), 0);
  }
  return {
    paragraph(text: string, style: Style): void {
      for (const one of lines(text, WIDTH, style)) {
        room(style.size * 1.4);
        line(one, MARGIN, style);
        y -= style.size * 1.4;
      }
      y -= style.after ?? 4;
    },
    pairs(pairs: readonly (readonly [string, string])[]): void {
      const [label, value]: [Style, Style] = [{ size: 9, color: GREY }, { size: 10.5 }];
      for (const [name, text] of pairs) {
        const left = lines(name, LABEL_WIDTH - 10, label);
        const right = lines(text, WIDTH - LABEL_WIDTH, value);
        for (let row = 0; row < Math.max(left.length, right.length); row++) {
          room(15);
          line(left[row] ?? "", MARGIN, label);
          line(right[row] ?? "", MARGIN + LABEL_WIDTH, value);
          y -= 15;
        }
        y -= 3;
      }
    },
    rule(): void {
      room(16);
      page.drawLine({
        start: { x: MARGIN, y: y - 6 },
        end: { x: A4[0] - MARGIN, y: y - 6 },
        thickness: 0.5,
        color: GREY,
      });
      y -= 18;
    },
    async picture(png: Uint8Array, size: number): Promise<void> {
      room(size + 8);
      page.drawImage(await document.embedPng(png), { x: MARGIN, y: y - size, width: size, height: size });
      y -= size + 8;
    },
    cut: () => cut,
  };
}

function tooLong(): CscssError {
  return new CscssError("ERR_DOCUMENT", `The certificate would have more than ${MOST_PAGES} pages: show fewer claims.`);
}

/** Breaks a text into lines that fit, at spaces where there are any, else anywhere. Each piece is measured once. */
function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const known = new Map<string, number>();
  const widthOf = (piece: string): number => {
    const found = known.get(piece) ?? measure(piece);
    known.set(piece, found);
    return found;
  };
  const pieces = text.split(/(?<=\s)/).flatMap((word) => (widthOf(word.trimEnd()) <= width ? [word] : [...word]));
  const done: string[] = [];
  let [line, filled] = ["", 0];
  for (const piece of pieces) {
    if (line !== "" && filled + widthOf(piece.trimEnd()) > width) {
      done.push(line.trimEnd());
      [line, filled] = ["", 0];
    }
    line += piece;
    filled += widthOf(piece);
  }
  return [...done, line.trimEnd()];
}
