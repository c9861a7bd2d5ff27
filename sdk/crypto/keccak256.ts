import { keccak_256 as javascriptKeccak256 } from "@noble/hashes/sha3";
import type { IHasher } from "hash-wasm";
import { createKeccak } from "hash-wasm";

let hasher: IHasher | undefined;

// Not waited for: until it is compiled, and where a page's policy allows no WebAssembly, JavaScript gives the same bytes.
createKeccak(256).then(
  (compiled) => {
    hasher = compiled;
  },
  () => undefined,
);

/** Keccak-256 of bytes, as Ethereum uses it: 32 bytes. In WebAssembly where there is any, a tenth of JavaScript's time. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return hasher === undefined ? javascriptKeccak256(bytes) : hasher.init().update(bytes).digest("binary");
}
