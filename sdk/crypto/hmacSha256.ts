import { concatBytes } from "@noble/hashes/utils";
import { sha256 } from "./sha256.ts";

const BLOCK = 64;

/**
 * HMAC-SHA256 (RFC 2104): 32 bytes. Over the one-shot hash, because the HMACs of Node and of WebCrypto take longer to set up
 * than a short message takes.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? sha256(key) : key;
  const [inner, outer] = [new Uint8Array(BLOCK).fill(0x36), new Uint8Array(BLOCK).fill(0x5c)];
  short.forEach((byte, index) => {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  });
  return sha256(concatBytes(outer, sha256(concatBytes(inner, message))));
}
