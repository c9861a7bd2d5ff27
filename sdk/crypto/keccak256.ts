import { keccak_256 as javascriptKeccak256 } from "@noble/hashes/sha3";
import type { IHasher } from "hash-wasm";
import { nodeCrypto } from "./nodeCrypto.ts";

let hasher: IHasher | undefined;

// In Node alone: a page would carry it in its bundle, and would need a policy that allows WebAssembly.
// Not waited for: until it is compiled, and should it fail, JavaScript gives the same bytes.
if (nodeCrypto !== undefined) {
  compile().then(
    (compiled) => {
      hasher = compiled;
    },
    () => undefined,
  );
}

/** Keccak-256 of bytes, as Ethereum uses it: 32 bytes. In Node by WebAssembly, in a tenth of JavaScript's time. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return hasher === undefined ? javascriptKeccak256(bytes) : hasher.init().update(bytes).digest("binary");
}

/** Not by a literal, which bundlers would follow. */
async function compile(name = "hash-wasm"): Promise<IHasher> {
  const { createKeccak } = (await import(
    /* @vite-ignore */ /* webpackIgnore: true */ name
  )) as typeof import("hash-wasm");
  return createKeccak(256);
}
