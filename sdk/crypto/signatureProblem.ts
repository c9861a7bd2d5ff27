import { bytesToHex } from "@noble/hashes/utils";

/** The order of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** What is wrong with an ES256K signature before any key is looked at. */
export type SignatureProblem = "length" | "range" | "high-s";

/**
 * Says why bytes cannot be an ES256K signature, or nothing if they can: 64 bytes, r and s in 1..n-1, s in the lower
 * half. Anyone can turn the low S into the high one without the key, so only one of the two is a signature here.
 */
export function signatureProblem(signature: Uint8Array): SignatureProblem | undefined {
  if (signature.length !== 64) return "length";
  const r = BigInt(`0x${bytesToHex(signature.subarray(0, 32))}`);
  const s = BigInt(`0x${bytesToHex(signature.subarray(32))}`);
  if (r === 0n || r >= ORDER || s === 0n || s >= ORDER) return "range";
  return s > ORDER >> 1n ? "high-s" : undefined;
}
