import { secp256k1 } from "@noble/curves/secp256k1";
import { sha256 } from "@noble/hashes/sha2";
import { CscssError } from "../errors/CscssError.ts";
import type { Secp256k1 } from "./Secp256k1.ts";
import { signatureProblem } from "./signatureProblem.ts";

/** Secp256k1 over @noble/curves: plain JavaScript, for Node and browsers. */
export const nobleSecp256k1: Secp256k1 = {
  publicKeyOf(privateKey) {
    return secp256k1.getPublicKey(requirePrivateKey(privateKey), true);
  },

  sign(message, privateKey) {
    return secp256k1.sign(sha256(message), requirePrivateKey(privateKey), { lowS: true }).toBytes("compact");
  },

  verify(signature, message, publicKey) {
    if (signatureProblem(signature) !== undefined || !isPublicKey(publicKey)) return false;
    return secp256k1.verify(signature, sha256(message), publicKey, { lowS: true });
  },

  recover(signature, message) {
    if (signatureProblem(signature) !== undefined) return [];
    const digest = sha256(message);
    return [0, 1].flatMap((parity) => {
      try {
        // Bits 2 and 3 stand for r + n below p, which no honest signer ever meets.
        const withParity = secp256k1.Signature.fromBytes(signature, "compact").addRecoveryBit(parity);
        return [withParity.recoverPublicKey(digest).toBytes(true)];
      } catch {
        return [];
      }
    });
  },

  sharedX(privateKey, publicKey) {
    return secp256k1.getSharedSecret(requirePrivateKey(privateKey), requirePoint(publicKey, 33).toBytes(true)).slice(1);
  },

  isPublicKey,

  compress(point) {
    return requirePoint(point, 65).toBytes(true);
  },

  decompress(publicKey) {
    return requirePoint(publicKey, 33).toBytes(false);
  },
};

function isPublicKey(bytes: Uint8Array): boolean {
  try {
    requirePoint(bytes, 33);
    return true;
  } catch {
    return false;
  }
}

function requirePrivateKey(privateKey: Uint8Array): Uint8Array {
  if (!secp256k1.utils.isValidSecretKey(privateKey)) {
    throw new CscssError("ERR_PRIVATE_KEY", "The private key is not 32 bytes between 1 and the order of secp256k1.");
  }
  return privateKey;
}

function requirePoint(bytes: Uint8Array, length: 33 | 65) {
  try {
    if (bytes.length !== length) throw new RangeError(`${bytes.length} bytes`);
    const point = secp256k1.Point.fromHex(bytes);
    point.assertValidity();
    return point;
  } catch (cause) {
    throw new CscssError(
      "ERR_PUBLIC_KEY",
      `The public key is not the ${length}-byte encoding of a point of secp256k1.`,
      {
        cause,
        details: { length: bytes.length },
      },
    );
  }
}
