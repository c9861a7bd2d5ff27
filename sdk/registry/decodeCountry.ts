import { decodeHex } from "../bytes/hex.ts";

/** A two-letter country code as the chain keeps it. */
export function decodeCountry(bytes: string): string {
  return String.fromCharCode(...decodeHex(bytes, 2));
}
