import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { decodeQR } from "qr/decode.js";
import { CscssError } from "../errors/CscssError.ts";

const LARGEST_FILE = 16 * 1024 * 1024;
/** 16 million: what phones make, and 64 MB once it is unpacked. */
export const MOST_PIXELS = 16 * 1024 * 1024;
/** How long a picture is searched, in ms, after the quick ways have failed. */
const PATIENCE = 3000;

/** A picture unpacked: one byte each of red, green, blue and opacity a pixel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Which pictures are read, by the first bytes of the file. */
export function pictureKind(bytes: Uint8Array): "png" | "jpeg" | undefined {
  if (Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from("89504e470d0a1a0a", "hex"))) return "png";
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? "jpeg" : undefined;
}

/**
 * Unpacks a PNG or JPEG whose size is known to be bearable before anything is unpacked.
 *
 * @throws ERR_DOCUMENT if it is none, damaged, interlaced, over 16 MB or over 16 million pixels.
 */
export function readPicture(bytes: Uint8Array): Picture {
  const kind = pictureKind(bytes);
  if (kind === undefined) throw refuse("is not a PNG or JPEG");
  if (bytes.length > LARGEST_FILE) throw refuse(`has ${bytes.length} bytes; at most ${LARGEST_FILE} are read`);
  const file = Buffer.from(bytes);
  if (kind === "png") {
    const [width, height] = file.length < 33 ? [0, 0] : [file.readUInt32BE(16), file.readUInt32BE(20)];
    requirePixels(width, height);
    // The other order of rows is unpacked without a bound.
    if (file[28] !== 0) throw refuse("is interlaced: save it without");
  }
  try {
    if (kind === "png") return PNG.sync.read(file);
    // The library looks at the size before it unpacks, and counts what it allocates.
    const limits = { maxResolutionInMP: 16, maxMemoryUsageInMB: 256 };
    return jpeg.decode(file, { useTArray: true, tolerantDecoding: false, ...limits });
  } catch (cause) {
    throw refuse("is damaged, or too large to unpack", cause);
  }
}

/**
 * The text of the QR code in a picture.
 *
 * @returns undefined if none is found.
 */
export function findQr(picture: Picture): string | undefined {
  requirePixels(picture.width, picture.height);
  try {
    return decodeQR(picture, { timeLimit: PATIENCE });
  } catch {
    // The library throws for every picture without a code; which of its steps gave up does not matter.
    return undefined;
  }
}

function requirePixels(width: number, height: number): void {
  if (width > 0 && height > 0 && width * height <= MOST_PIXELS) return;
  throw refuse(`has ${width} × ${height} pixels; at most ${MOST_PIXELS} in all are read`);
}

function refuse(problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_DOCUMENT", `The picture ${problem}.`, { cause });
}
