import type { KeyObject } from "node:crypto";
import { createECDH, createPrivateKey, createPublicKey, ECDH, sign, verify } from "node:crypto";

/** OpenSSL's secp256k1 through node:crypto: what one signature check and one key agreement cost at least here. */
export interface NativeCurve {
  sign(message: Uint8Array): Uint8Array;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
  sharedX(peerPublicKey: Uint8Array): Uint8Array;
}

/** Keys are parsed beforehand. @param privateKey - 32 bytes. */
export function openNativeCurve(privateKey: Uint8Array): NativeCurve {
  const ecdh = createECDH("secp256k1");
  ecdh.setPrivateKey(privateKey);
  const point = ecdh.getPublicKey();
  const jwk = {
    kty: "EC",
    crv: "secp256k1",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const publicKey: KeyObject = createPublicKey({ key: jwk, format: "jwk" });
  const secret = createPrivateKey({ key: { ...jwk, d: Buffer.from(privateKey).toString("base64url") }, format: "jwk" });
  const dsaEncoding = "ieee-p1363";
  return {
    sign: (message) => sign("sha256", message, { key: secret, dsaEncoding }),
    verify: (message, signature) => verify("sha256", message, { key: publicKey, dsaEncoding }, signature),
    sharedX: (peer) =>
      ecdh.computeSecret(ECDH.convertKey(peer, "secp256k1", undefined, undefined, "uncompressed") as Buffer),
  };
}
