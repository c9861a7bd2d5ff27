import { scrypt } from "node:crypto";
import type { Scrypt } from "../../sdk/recovery/secretStorage.ts";

/** scrypt as Node itself does it, off the main thread and in a fraction of the time. */
export const nodeScrypt: Scrypt = (password, salt, { N, r, p }) =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(Uint8Array.from(key)) : reject(error),
    );
  });
