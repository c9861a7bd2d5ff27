/**
 * What a backend computes for `strictSecp256k1`, which has checked lengths, prefixes and ranges by then. Private keys are in
 * 1..n-1, signatures in range with a low S, digests 32 bytes; a point is 33 bytes from 02 or 03, or 65 from 04, and may
 * still lie off the curve.
 */
export interface CurveArithmetic {
  /** The point in 33 or 65 bytes; undefined if it is not on the curve. */
  convert(point: Uint8Array, compressed: boolean): Uint8Array | undefined;
  /** 33 bytes. */
  publicKeyOf(privateKey: Uint8Array): Uint8Array;
  /** 64 bytes with a low S, by RFC 6979. */
  sign(digest: Uint8Array, privateKey: Uint8Array): Uint8Array;
  /** @param publicKey - on the curve. */
  verify(signature: Uint8Array, digest: Uint8Array, publicKey: Uint8Array): boolean;
  /** 33 bytes; undefined if r is no x of the curve, or the key would be the point at infinity. */
  recover(signature: Uint8Array, digest: Uint8Array, parity: 0 | 1): Uint8Array | undefined;
  /**
   * x of the point times the key, 32 bytes.
   *
   * @param point - 33 bytes, on the curve.
   * @param once - whether the key is used only this once, so that its time tells nothing.
   */
  multiply(point: Uint8Array, privateKey: Uint8Array, once: boolean): Uint8Array;
}
