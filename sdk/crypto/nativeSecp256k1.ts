import type { Secp256k1 } from "./Secp256k1.ts";
import { strictSecp256k1 } from "./strictSecp256k1.ts";

/** What is used of `secp256k1/bindings.js`, libsecp256k1 as a part of Node; it throws where a call has no result. */
export interface NativeSecp256k1 {
  contextRandomize(seed: Uint8Array): void;
  publicKeyConvert(publicKey: Uint8Array, compressed: boolean): Uint8Array;
  publicKeyCreate(privateKey: Uint8Array, compressed: boolean): Uint8Array;
  ecdsaSign(digest: Uint8Array, privateKey: Uint8Array): { readonly signature: Uint8Array };
  ecdsaVerify(signature: Uint8Array, digest: Uint8Array, publicKey: Uint8Array): boolean;
  ecdsaRecover(signature: Uint8Array, parity: number, digest: Uint8Array, compressed: boolean): Uint8Array;
  ecdh(
    publicKey: Uint8Array,
    privateKey: Uint8Array,
    options: { readonly hashfn: (x: Uint8Array, y: Uint8Array) => Uint8Array },
    output: Uint8Array,
  ): Uint8Array;
}

const justX = { hashfn: (x: Uint8Array): Uint8Array => x };

/**
 * Secp256k1 over libsecp256k1 itself: four times as fast as the same in WebAssembly. What it computes with private keys
 * takes the same time for every key.
 */
export function nativeSecp256k1(native: NativeSecp256k1): Secp256k1 {
  // Blinds what it does with private keys against other ways to watch it; the bytes stay the same.
  native.contextRandomize(globalThis.crypto.getRandomValues(new Uint8Array(32)));
  return strictSecp256k1({
    convert: (point, compressed) => ifAny(() => native.publicKeyConvert(point, compressed)),
    publicKeyOf: (privateKey) => native.publicKeyCreate(privateKey, true),
    sign: (digest, privateKey) => native.ecdsaSign(digest, privateKey).signature,
    verify: (signature, digest, publicKey) => native.ecdsaVerify(signature, digest, publicKey),
    recover: (signature, digest, parity) => ifAny(() => native.ecdsaRecover(signature, parity, digest, true)),
    multiply: (point, privateKey) => native.ecdh(point, privateKey, justX, new Uint8Array(32)),
  });
}

/** The package throws where there is no result, and for arguments that strictSecp256k1 lets nobody give it. */
function ifAny(compute: () => Uint8Array): Uint8Array | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}
