import { CscssError } from "../errors/CscssError.ts";
import type { CurveArithmetic } from "./CurveArithmetic.ts";
import type { Secp256k1 } from "./Secp256k1.ts";
import { sha256 } from "./sha256.ts";
import { isScalar, signatureProblem } from "./signatureProblem.ts";

/** The first bytes a point may have. libsecp256k1 would also take 6 and 7, a second encoding of the same point. */
const PREFIXES = { 33: [2, 3], 65: [4] } as const;

/** Secp256k1 of a backend. Every check of what comes from outside is made here, the same for all backends. */
export function strictSecp256k1(curve: CurveArithmetic): Secp256k1 {
  function convert(bytes: Uint8Array, length: 33 | 65, compressed: boolean): Uint8Array {
    const wellFormed =
      bytes instanceof Uint8Array && bytes.length === length && PREFIXES[length].some((prefix) => bytes[0] === prefix);
    const point = wellFormed ? curve.convert(bytes, compressed) : undefined;
    if (point === undefined) {
      const problem = `The public key is not the ${length}-byte encoding of a point of secp256k1.`;
      throw new CscssError("ERR_PUBLIC_KEY", problem, { details: { length: bytes.length } });
    }
    return point;
  }

  function isPublicKey(bytes: Uint8Array): boolean {
    return (
      bytes instanceof Uint8Array &&
      bytes.length === 33 &&
      (bytes[0] === 2 || bytes[0] === 3) &&
      curve.convert(bytes, true) !== undefined
    );
  }

  function recoverOne(signature: Uint8Array, message: Uint8Array, parity: 0 | 1): Uint8Array | undefined {
    return signatureProblem(signature) === undefined ? curve.recover(signature, sha256(message), parity) : undefined;
  }

  function shared(privateKey: Uint8Array, publicKey: Uint8Array, once: boolean): Uint8Array {
    return curve.multiply(convert(publicKey, 33, true), requirePrivateKey(privateKey), once);
  }

  return {
    publicKeyOf: (privateKey) => curve.publicKeyOf(requirePrivateKey(privateKey)),
    sign: (message, privateKey) => curve.sign(sha256(message), requirePrivateKey(privateKey)),
    verify: (signature, message, publicKey) =>
      signatureProblem(signature) === undefined &&
      isPublicKey(publicKey) &&
      curve.verify(signature, sha256(message), publicKey),
    // Recovery ids 2 and 3 stand for r + n below p, which no honest signer ever meets.
    recover: (signature, message) =>
      ([0, 1] as const).flatMap((parity) => recoverOne(signature, message, parity) ?? []),
    recoverOne,
    sharedX: (privateKey, publicKey) => shared(privateKey, publicKey, false),
    sharedXOnce: (privateKey, publicKey) => shared(privateKey, publicKey, true),
    isPublicKey,
    compress: (point) => convert(point, 65, true),
    decompress: (publicKey) => convert(publicKey, 33, false),
  };
}

function requirePrivateKey(privateKey: Uint8Array): Uint8Array {
  if (privateKey instanceof Uint8Array && isScalar(privateKey)) return privateKey;
  throw new CscssError("ERR_PRIVATE_KEY", "The private key is not 32 bytes between 1 and the order of secp256k1.");
}
