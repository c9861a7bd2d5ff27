import { sha256 } from "./sha256.ts";

const BLOCK = 64;

/**
 * HMAC-SHA256 (RFC 2104): 32 bytes. Over the one-shot hash, because the HMACs of Node and of WebCrypto take longer to set up
 * than a short message takes.
 */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? sha256(key) : key;
  const inner = new Uint8Array(BLOCK + message.length);
  const outer = new Uint8Array(BLOCK + 32);
  for (let index = 0; index < BLOCK; index++) {
    const byte = short[index] ?? 0;
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  inner.set(message, BLOCK);
  outer.set(sha256(inner), BLOCK);
  return sha256(outer);
}
