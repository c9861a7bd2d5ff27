import { hexToBytes } from "@noble/hashes/utils";

/** The order of secp256k1, and half of it, rounded down. */
const ORDER = hexToBytes("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
const HALF = hexToBytes("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

/** What is wrong with an ES256K signature before any key is looked at. */
export type SignatureProblem = "length" | "range" | "high-s";

/**
 * Says why bytes cannot be an ES256K signature, or nothing if they can: 64 bytes, r and s in 1..n-1, s in the lower
 * half. Anyone can turn the low S into the high one without the key, so only one of the two is a signature here.
 */
export function signatureProblem(signature: Uint8Array): SignatureProblem | undefined {
  if (signature.length !== 64) return "length";
  const s = signature.subarray(32);
  if (!isScalar(signature.subarray(0, 32)) || !isScalar(s)) return "range";
  return compare(s, HALF) > 0 ? "high-s" : undefined;
}

/** Whether the bytes are a number from 1 to the order less 1, big-endian in 32 bytes. */
export function isScalar(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  // In the same steps whatever the number is, for it may be a private key.
  let [any, borrow] = [0, 0];
  for (let i = 31; i >= 0; i--) {
    const byte = bytes[i] as number;
    any |= byte;
    borrow = ((byte - (ORDER[i] as number) - borrow) >> 31) & 1;
  }
  return any !== 0 && borrow === 1;
}

/** Below, at or above 0 as one number is less than, equal to or more than the other; both big-endian in 32 bytes. */
function compare(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at === -1 ? 0 : (one[at] as number) - (other[at] as number);
}
