import { secp256k1 } from "@noble/curves/secp256k1";
import type { Secp256k1 } from "./Secp256k1.ts";
import { strictSecp256k1 } from "./strictSecp256k1.ts";

/**
 * Secp256k1 over @noble/curves: plain JavaScript, for Node and browsers.
 *
 * @source SEC 2; RFC 6979 for its nonces.
 * @example
 * nobleSecp256k1.publicKeyOf(privateKey).length; // 33
 */
export const nobleSecp256k1: Secp256k1 = strictSecp256k1({
  convert(point, compressed) {
    try {
      return secp256k1.Point.fromHex(point).toBytes(compressed);
    } catch {
      // The bytes have length and prefix of a point: what is left is that they are none.
      return undefined;
    }
  },
  publicKeyOf: (privateKey) => secp256k1.getPublicKey(privateKey, true),
  sign: (digest, privateKey) => secp256k1.sign(digest, privateKey, { lowS: true }).toBytes("compact"),
  verify: (signature, digest, publicKey) => secp256k1.verify(signature, digest, publicKey, { lowS: true }),
  recover(signature, digest, parity) {
    try {
      const withParity = secp256k1.Signature.fromBytes(signature, "compact").addRecoveryBit(parity);
      return withParity.recoverPublicKey(digest).toBytes(true);
    } catch {
      // r is no x of the curve, or the key would be the point at infinity.
      return undefined;
    }
  },
  multiply: (point, privateKey) => secp256k1.getSharedSecret(privateKey, point).slice(1),
});
