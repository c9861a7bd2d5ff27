import type { Secp256k1 } from "./Secp256k1.ts";
import { strictSecp256k1 } from "./strictSecp256k1.ts";

/**
 * What is used of `tiny-secp256k1`, libsecp256k1 as WebAssembly; null stands for no result. Written out, because the package
 * is optional: who has not installed it has none of its types either.
 */
export interface TinySecp256k1 {
  isPoint(point: Uint8Array): boolean;
  isXOnlyPoint(x: Uint8Array): boolean;
  isPrivate(privateKey: Uint8Array): boolean;
  pointAdd(one: Uint8Array, other: Uint8Array, compressed?: boolean): Uint8Array | null;
  pointCompress(point: Uint8Array, compressed?: boolean): Uint8Array;
  pointFromScalar(privateKey: Uint8Array, compressed?: boolean): Uint8Array | null;
  pointMultiply(point: Uint8Array, factor: Uint8Array, compressed?: boolean): Uint8Array | null;
  privateSub(privateKey: Uint8Array, subtrahend: Uint8Array): Uint8Array | null;
  sign(digest: Uint8Array, privateKey: Uint8Array): Uint8Array;
  verify(digest: Uint8Array, publicKey: Uint8Array, signature: Uint8Array, strict?: boolean): boolean;
  recover(digest: Uint8Array, signature: Uint8Array, parity: 0 | 1, compressed?: boolean): Uint8Array | null;
}

/**
 * Secp256k1 over tiny-secp256k1: three to ten times as fast as plain JavaScript. Signing takes libsecp256k1's constant-time
 * path; its multiplication of another's point does not, so a lasting key never goes into it as it is: see `multiply`.
 */
export function wasmSecp256k1(tiny: TinySecp256k1): Secp256k1 {
  /** x of the point times the key, from two factors that each are random: key = (key - mask) + mask. */
  function multiplyMasked(point: Uint8Array, privateKey: Uint8Array): Uint8Array {
    for (;;) {
      const mask = globalThis.crypto.getRandomValues(new Uint8Array(32));
      const rest = tiny.isPrivate(mask) ? tiny.privateSub(privateKey, mask) : null;
      // Once in 2^127 runs the mask is no key, or is the key itself.
      if (rest === null) continue;
      const [one, other] = [tiny.pointMultiply(point, mask, true), tiny.pointMultiply(point, rest, true)];
      return required(one && other && tiny.pointAdd(one, other, true)).slice(1);
    }
  }

  return strictSecp256k1({
    convert: (point, compressed) => (tiny.isPoint(point) ? tiny.pointCompress(point, compressed) : undefined),
    publicKeyOf: (privateKey) => required(tiny.pointFromScalar(privateKey, true)),
    sign: (digest, privateKey) => tiny.sign(digest, privateKey),
    verify: (signature, digest, publicKey) => tiny.verify(digest, publicKey, signature, true),
    recover(signature, digest, parity) {
      if (!tiny.isXOnlyPoint(signature.subarray(0, 32))) return undefined;
      return tiny.recover(digest, signature, parity, true) ?? undefined;
    },
    multiply: (point, privateKey, once) =>
      once ? required(tiny.pointMultiply(point, privateKey, true)).slice(1) : multiplyMasked(point, privateKey),
  });
}

/** For keys in range and points of the curve, whose order is prime, there is always a result. */
function required(result: Uint8Array | null): Uint8Array {
  if (result === null) throw new RangeError("tiny-secp256k1 gave no point for a point and a key in range.");
  return result;
}
