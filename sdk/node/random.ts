import { randomBytes } from "node:crypto";

/**
 * Random bytes of the machine's own, in the form the SDK takes them.
 *
 * @param length - how many bytes.
 * @returns the bytes.
 * @throws RangeError for a length that is none.
 * @example
 * random(24).length; // 24
 */
export function random(length: number): Uint8Array {
  return Uint8Array.from(randomBytes(length));
}
