import { encodeHex } from "../bytes/hex.ts";
import { keyBytes } from "../did/keyBytes.ts";
import type { PublishedKey } from "./readKeys.ts";

/**
 * Under which number a key is published. Never throws.
 *
 * @param keys - as readKeys gives them.
 * @param publicKey - 33 bytes, compressed.
 * @returns the key with its number; undefined if it is not published.
 * @example
 * const keys = await readKeys(chain.provider, organization);
 * const number = findKeyNumber(keys, publicKey)?.number;
 */
export function findKeyNumber(keys: readonly PublishedKey[], publicKey: Uint8Array): PublishedKey | undefined {
  const wanted = encodeHex(publicKey);
  return keys.find((key) => encodeHex(keyBytes(key)) === wanted);
}
