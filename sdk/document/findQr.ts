import { decodeQR } from "qr/decode.js";
import { CscssError } from "../errors/CscssError.ts";

/** 16 million: what phones make, and 64 MB once it is unpacked. */
export const MOST_PIXELS = 16 * 1024 * 1024;

/** A picture unpacked: one byte each of red, green, blue and opacity a pixel. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * The text of the QR code in a picture. In a browser the ImageData of a canvas is such a picture.
 *
 * @returns undefined if none is found.
 * @throws ERR_DOCUMENT for more than 16 million pixels.
 * @source ISO/IEC 18004.
 * @example
 * findQr(readPicture(qrPng("cscss-me:verify"))); // "cscss-me:verify"
 */
export function findQr(picture: Picture): string | undefined {
  requirePixels(picture.width, picture.height);
  try {
    // One pass over every pixel and no second guess: its steps follow from the size alone, not from the clock.
    return decodeQR(picture, { effort: 1 });
  } catch {
    // The library throws for every picture without a code; which of its steps gave up does not matter.
    return undefined;
  }
}

/** @throws ERR_DOCUMENT */
export function requirePixels(width: number, height: number): void {
  if (width > 0 && height > 0 && width * height <= MOST_PIXELS) return;
  throw refusePicture(`has ${width} × ${height} pixels; at most ${MOST_PIXELS} in all are read`);
}

/** A picture that is not read, and why. */
export function refusePicture(problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_DOCUMENT", `The picture ${problem}.`, { cause });
}
