import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";

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
 * @throws ERR_PRIVATE_KEY
 */
export function memoryTokenSigner(privateKey: Uint8Array): TokenSigner {
  return {
    publicKey: nobleSecp256k1.publicKeyOf(privateKey),
    sign: async (message) => nobleSecp256k1.sign(message, privateKey),
  };
}
