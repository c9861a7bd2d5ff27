import { scryptAsync } from "@noble/hashes/scrypt";
import { encodeUtf8 } from "../bytes/utf8.ts";
import type { ScryptCost } from "./ScryptCost.ts";

/** The key of an encrypted export: scrypt(password in NFKC, salt, N, r 8, p 1), 32 bytes. */
export function exportKey(
  password: string,
  salt: Uint8Array,
  { N }: ScryptCost,
  onProgress?: (done: number) => void,
): Promise<Uint8Array> {
  const options = { N, r: 8, p: 1, dkLen: 32 };
  const watched = onProgress === undefined ? options : { ...options, onProgress };
  return scryptAsync(encodeUtf8(password.normalize("NFKC")), salt, watched);
}
