import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";

/** A key that signs tokens. It may live in memory, in a keystore or behind a service that is handed only a digest. */
export interface TokenSigner {
  /** 33 bytes, compressed. */
  readonly publicKey: Uint8Array;
  /** ES256K over these bytes (their SHA-256): 64 bytes, r then s, low S. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/**
 * A token signer whose key is in memory.
 *
 * @param privateKey - 32 bytes.
 * @param curve - plain JavaScript unless told; see openSecp256k1.
 * @returns a signer for answerRequest and for issuing.
 * @throws ERR_PRIVATE_KEY
 * @source RFC 8812 (ES256K); RFC 6979.
 * @example
 * memoryTokenSigner(privateKey).publicKey.length; // 33
 */
export function memoryTokenSigner(privateKey: Uint8Array, curve: Secp256k1 = nobleSecp256k1): TokenSigner {
  return {
    publicKey: curve.publicKeyOf(privateKey),
    sign: async (message) => curve.sign(message, privateKey),
  };
}
