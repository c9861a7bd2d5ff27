import { decodeHex } from "../bytes/hex.ts";
import type { Key } from "../generated/structs.ts";

/** The public key, 33 bytes, of a key as an organization's contract keeps it. */
export function keyBytes({ prefix, x }: Pick<Key, "prefix" | "x">): Uint8Array {
  return Uint8Array.of(Number(prefix), ...decodeHex(x, 32));
}
