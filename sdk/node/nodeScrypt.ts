import { scrypt } from "node:crypto";
import { scryptAsync } from "@noble/hashes/scrypt";
import type { Scrypt } from "../recovery/secretStorage.ts";

/**
 * scrypt as Node itself does it, off the main thread and in a fraction of the time. Rejects with what OpenSSL says for
 * a cost it cannot take.
 *
 * @source RFC 7914.
 * @example
 * const { address } = await openKeystore(text, password, { scrypt: nodeScrypt });
 */
export const nodeScrypt: Scrypt = (password, salt, { N, r, p }) => {
  const maxmem = 2 ** 30 + 2 ** 20;
  // OpenSSL keeps to N < 2^(16 r) of RFC 7914; the definition of keystores itself has a vector beyond it.
  if (N >= 2 ** (16 * r)) return scryptAsync(password, salt, { N, r, p, dkLen: 32, maxmem });
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N, r, p, maxmem }, (error, key) =>
      error === null ? resolve(Uint8Array.from(key)) : reject(error),
    );
  });
};
