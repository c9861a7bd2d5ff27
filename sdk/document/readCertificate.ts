import { looksLikeLink, parseLink } from "../link/parseLink.ts";
import type { Picture } from "./findQr.ts";
import { findQr, MOST_PIXELS } from "./findQr.ts";
import type { PdfStream } from "./parsePdf.ts";
import { decodeStream, namesIn, pdfStreams } from "./parsePdf.ts";
import type { ReadingBudget } from "./ReadingBudget.ts";
import { openBudget, refusePdf, spend } from "./ReadingBudget.ts";
import { isJpeg, readJpeg } from "./readJpeg.ts";

/** What a presentation may have, and some room for white space around it. */
const LARGEST_ATTACHMENT = 300_000;
const MOST_ATTACHMENTS = 50;
const MOST_PICTURES = 20;
/** Three bytes a pixel of the largest picture that is read. */
const LARGEST_PICTURE = 3 * MOST_PIXELS;

/**
 * The presentation in a PDF: in an attachment, in a QR code printed on it, or in both. What is written on the page is not
 * looked at. **Where attachments and codes show different things, none of them is believed.** Works in Node and in browsers,
 * with the same bounds.
 *
 * @param file - the bytes of the PDF.
 * @returns the presentation, as text. **Nothing in it was verified.**
 * @throws ERR_DOCUMENT if there is none (`details.found` is "nothing"), if there are several that differ ("contradiction"),
 * or if the file is damaged or holds too much.
 * @example
 * const presentation = readCertificate(bytes);
 * const { verdict } = await openVerifier(chain).verify(presentation, { kind: "standing" });
 */
export function readCertificate(file: Uint8Array): string {
  return readCertificateWithin(file, openBudget());
}

/** The same, and takes what it cost out of a budget. */
export function readCertificateWithin(file: Uint8Array, budget: ReadingBudget): string {
  const streams = pdfStreams(file, budget);
  const attached = attachedPresentations(streams, budget);
  const printed = printedPresentations(streams, budget);
  const [first, ...others] = new Set([...attached, ...printed]);
  if (first === undefined) {
    throw refusePdf("holds no presentation: nothing is attached, and no QR code of ours is printed on it", "nothing");
  }
  if (others.length === 0) return first;
  throw refusePdf(
    attached.length > 0 && printed.length > 0
      ? "shows one thing in its attachment and another in its QR code: somebody changed it. Believe neither"
      : `holds ${others.length + 1} different presentations. Ask for a file with one`,
    "contradiction",
  );
}

function attachedPresentations(streams: readonly PdfStream[], budget: ReadingBudget): string[] {
  const attachments = streams.filter(({ dictionary }) => namesIn(dictionary.get("Type")).includes("EmbeddedFile"));
  if (attachments.length > MOST_ATTACHMENTS) throw refusePdf(`has more than ${MOST_ATTACHMENTS} attachments`);
  return attachments.flatMap((attachment) => {
    // Other attachments may be there; what begins as a token of ours is meant as one, whole or not.
    const decoded = decodeStream(attachment, LARGEST_ATTACHMENT, budget);
    const text = decoded === undefined ? "" : new TextDecoder().decode(decoded.bytes).trim();
    return text.startsWith("eyJ") ? [text] : [];
  });
}

function printedPresentations(streams: readonly PdfStream[], budget: ReadingBudget): string[] {
  const pictures = streams.filter(({ dictionary }) => namesIn(dictionary.get("Subtype")).includes("Image"));
  if (pictures.length > MOST_PICTURES) throw refusePdf(`has more than ${MOST_PICTURES} pictures`);
  return pictures.flatMap((stream) => {
    const picture = pictureOf(stream, budget);
    const text = picture === undefined ? undefined : findQr(picture);
    if (text === undefined || !looksLikeLink(text) || !text.includes("#me1=")) return [];
    const content = parseLink(text);
    return "presentation" in content ? [content.presentation] : [];
  });
}

/** A picture by how many bytes it has for its size; one of another form is passed over. */
function pictureOf(stream: PdfStream, budget: ReadingBudget): Picture | undefined {
  const [width, height] = [sizeOf(stream, "Width"), sizeOf(stream, "Height")];
  if (width === 0 || height === 0) return undefined;
  const decoded = decodeStream(stream, LARGEST_PICTURE, budget);
  if (decoded === undefined) return undefined;
  const { bytes, left } = decoded;
  if (isJpeg(bytes)) {
    const picture = readJpeg(bytes, budget.pixels);
    spend(budget, "pixels", picture.width * picture.height);
    return picture;
  }
  if (left.length > 0 || width * height > MOST_PIXELS) return undefined;
  const row = Math.ceil(width / 8);
  if (bytes.length === 3 * width * height) return shades((x, y) => bytes[3 * (y * width + x) + 1] ?? 0);
  if (bytes.length === width * height) return shades((x, y) => bytes[y * width + x] ?? 0);
  if (bytes.length === row * height) {
    return shades((x, y) => (((bytes[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) * 255);
  }
  return undefined;

  function shades(shade: (x: number, y: number) => number): Picture {
    spend(budget, "pixels", width * height);
    const pixels = new Uint32Array(width * height);
    for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[at++] = shade(x, y) * 0x01_01_01_01;
    return { width, height, data: new Uint8Array(pixels.buffer) };
  }
}

/** 0 where the picture does not say it, or says nonsense. */
function sizeOf({ dictionary }: PdfStream, name: "Width" | "Height"): number {
  const size = Number(dictionary.get(name));
  return Number.isSafeInteger(size) && size > 0 ? size : 0;
}
