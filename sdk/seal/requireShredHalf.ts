import { CscssError } from "../errors/CscssError.ts";

/**
 * Passes a shred half through if it can be one: 12 bytes, not all zero. Zero is what a destroyed record holds.
 *
 * @throws ERR_ARGUMENT
 */
export function requireShredHalf(shredHalf: Uint8Array): Uint8Array {
  if (shredHalf.length !== 12 || shredHalf.every((byte) => byte === 0)) {
    throw new CscssError("ERR_ARGUMENT", "The shred half is not 12 bytes, or all zero as in a destroyed record.", {
      details: { length: shredHalf.length },
    });
  }
  return shredHalf;
}
