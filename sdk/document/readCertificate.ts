import { CscssError } from "../errors/CscssError.ts";
import { looksLikeLink, parseLink } from "../link/parseLink.ts";
import type { PdfStream } from "./parsePdf.ts";
import { decodeStream, namesIn, pdfStreams } from "./parsePdf.ts";
import type { Picture } from "./readQr.ts";
import { findQr, MOST_PIXELS, pictureKind, readPicture } from "./readQr.ts";

/** What a presentation may have, and some room for white space around it. */
const LARGEST_ATTACHMENT = 300_000;
const MOST_ATTACHMENTS = 50;
const MOST_PICTURES = 20;
/** Three bytes a pixel of the largest picture that is read. */
const LARGEST_PICTURE = 3 * MOST_PIXELS;

/**
 * The presentation in a PDF: in an attachment, in a QR code printed on it, or in both. What is written on the page is not
 * looked at. **Where attachments and codes show different things, none of them is believed.**
 *
 * @param file - the bytes of the PDF.
 * @returns the presentation, as text. **Nothing in it was verified.**
 * @throws ERR_DOCUMENT if there is none, if there are several that differ, or if the file is damaged or holds too much.
 * @example
 * const presentation = readCertificate(bytes);
 * const { verdict } = await openVerifier(chain).verify(presentation, { kind: "standing" });
 */
export function readCertificate(file: Uint8Array): string {
  const streams = pdfStreams(file);
  const attached = attachedPresentations(streams);
  const printed = printedPresentations(streams);
  const [first, ...others] = new Set([...attached, ...printed]);
  if (first === undefined) {
    throw refuse("holds no presentation: nothing is attached, and no QR code of ours is printed on it");
  }
  if (others.length === 0) return first;
  throw refuse(
    attached.length > 0 && printed.length > 0
      ? "shows one thing in its attachment and another in its QR code: somebody changed it. Believe neither"
      : `holds ${others.length + 1} different presentations. Ask for a file with one`,
  );
}

function attachedPresentations(streams: readonly PdfStream[]): string[] {
  const attachments = streams.filter(({ dictionary }) => namesIn(dictionary.get("Type")).includes("EmbeddedFile"));
  if (attachments.length > MOST_ATTACHMENTS) throw refuse(`has more than ${MOST_ATTACHMENTS} attachments`);
  return attachments.flatMap((attachment) => {
    // Other attachments may be there; what begins as a token of ours is meant as one, whole or not.
    const decoded = decodeStream(attachment, LARGEST_ATTACHMENT);
    const text = decoded === undefined ? "" : Buffer.from(decoded.bytes).toString("utf8").trim();
    return text.startsWith("eyJ") ? [text] : [];
  });
}

function printedPresentations(streams: readonly PdfStream[]): string[] {
  const pictures = streams.filter(({ dictionary }) => namesIn(dictionary.get("Subtype")).includes("Image"));
  if (pictures.length > MOST_PICTURES) throw refuse(`has more than ${MOST_PICTURES} pictures`);
  return pictures.flatMap((stream) => {
    const picture = pictureOf(stream);
    const text = picture === undefined ? undefined : findQr(picture);
    if (text === undefined || !looksLikeLink(text) || !text.includes("#me1=")) return [];
    const content = parseLink(text);
    return "presentation" in content ? [content.presentation] : [];
  });
}

/** A picture by how many bytes it has for its size; one of another form is passed over. */
function pictureOf(stream: PdfStream): Picture | undefined {
  const [width, height] = ["Width", "Height"].map((name) => Number(stream.dictionary.get(name)));
  const decoded = decodeStream(stream, LARGEST_PICTURE);
  if (decoded === undefined || !width || !height) return undefined;
  const { bytes, left } = decoded;
  if (pictureKind(bytes) === "jpeg") return readPicture(bytes);
  if (left.length > 0 || width * height > MOST_PIXELS) return undefined;
  const row = Math.ceil(width / 8);
  const shades = (shade: (x: number, y: number) => number): Picture => {
    const data = new Uint8Array(4 * width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) data.fill(shade(x, y), 4 * (y * width + x), 4 * (y * width + x) + 4);
    }
    return { width, height, data };
  };
  if (bytes.length === 3 * width * height) return shades((x, y) => bytes[3 * (y * width + x) + 1] ?? 0);
  if (bytes.length === width * height) return shades((x, y) => bytes[y * width + x] ?? 0);
  if (bytes.length === row * height) {
    return shades((x, y) => (((bytes[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) * 255);
  }
  return undefined;
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_DOCUMENT", `The PDF ${problem}.`, { details: { problem } });
}
