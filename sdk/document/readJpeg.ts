import jpeg from "jpeg-js";
import type { Picture } from "./findQr.ts";
import { MOST_PIXELS, refusePicture } from "./findQr.ts";

const MEGA = 1_000_000;
/** Every scan goes over the whole picture again, and a few bytes make one. Honest files have about ten. */
const MOST_SCANS = 64;

/** Whether bytes begin as a JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Unpacks a JPEG, in Node and in browsers.
 *
 * @param mostPixels - more are not unpacked.
 * @throws ERR_DOCUMENT if it is damaged, too large, or has too many scans.
 */
export function readJpeg(bytes: Uint8Array, mostPixels = MOST_PIXELS): Picture {
  if (countScans(bytes) > MOST_SCANS) throw refusePicture(`has more than ${MOST_SCANS} scans`);
  try {
    // The library looks at the size before it unpacks, and counts what it allocates.
    const limits = { maxResolutionInMP: Math.min(mostPixels, MOST_PIXELS) / MEGA, maxMemoryUsageInMB: 256 };
    return jpeg.decode(bytes, { useTArray: true, tolerantDecoding: false, ...limits });
  } catch (cause) {
    throw refusePicture("is damaged, or too large to unpack", cause);
  }
}

/** In packed pixels 0xff is always followed by 0: what looks like the start of a scan is one. */
function countScans(bytes: Uint8Array): number {
  let scans = 0;
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xda) scans++;
  return scans;
}
