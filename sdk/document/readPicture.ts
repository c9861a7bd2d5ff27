import { PNG } from "pngjs";
import type { Picture } from "./findQr.ts";
import { refusePicture, requirePixels } from "./findQr.ts";
import { isJpeg, readJpeg } from "./readJpeg.ts";

const LARGEST_FILE = 16 * 1024 * 1024;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Which pictures are read, by the first bytes of the file. Never throws.
 *
 * @param bytes - of the file.
 * @returns undefined for any other kind.
 * @example
 * pictureKind(Uint8Array.of(0xff, 0xd8, 0xff)); // "jpeg"
 */
export function pictureKind(bytes: Uint8Array): "png" | "jpeg" | undefined {
  if (PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) return "png";
  return isJpeg(bytes) ? "jpeg" : undefined;
}

/**
 * Unpacks a PNG or JPEG whose size is known to be bearable before anything is unpacked. For Node: browsers unpack pictures
 * themselves, with createImageBitmap, and hand findQr the ImageData.
 *
 * @param bytes - of the file.
 * @returns four bytes a pixel.
 * @throws ERR_DOCUMENT if it is neither, damaged, interlaced, over 16 MB or over 16 million pixels.
 * @example
 * readPicture(qrPng("cscss-me:verify")).width; // 132
 * readPicture(Uint8Array.of(1)); // throws ERR_DOCUMENT
 */
export function readPicture(bytes: Uint8Array): Picture {
  const kind = pictureKind(bytes);
  if (kind === undefined) throw refusePicture("is not a PNG or JPEG");
  if (bytes.length > LARGEST_FILE) throw refusePicture(`has ${bytes.length} bytes; at most ${LARGEST_FILE} are read`);
  if (kind === "jpeg") return readJpeg(bytes);
  const file = Buffer.from(bytes);
  const [width, height] = file.length < 33 ? [0, 0] : [file.readUInt32BE(16), file.readUInt32BE(20)];
  requirePixels(width, height);
  // The other order of rows is unpacked without a bound.
  if (file[28] !== 0) throw refusePicture("is interlaced: save it without");
  try {
    return PNG.sync.read(file);
  } catch (cause) {
    throw refusePicture("is damaged, or too large to unpack", cause);
  }
}
