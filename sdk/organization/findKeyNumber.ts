import { encodeHex } from "../bytes/hex.ts";
import { keyBytes } from "../did/keyBytes.ts";
import type { PublishedKey } from "./readKeys.ts";

/** Under which number a key is published; undefined if it is not. @param publicKey - 33 bytes, compressed. */
export function findKeyNumber(keys: readonly PublishedKey[], publicKey: Uint8Array): PublishedKey | undefined {
  const wanted = encodeHex(publicKey);
  return keys.find((key) => encodeHex(keyBytes(key)) === wanted);
}
