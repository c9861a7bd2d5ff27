/** The four hex texts (without 0x) eth-crypto encrypts to. */
export interface WrappedKey {
  /** 16 bytes. */
  readonly iv: string;
  /** 65 bytes, uncompressed. */
  readonly ephemPublicKey: string;
  readonly ciphertext: string;
  /** 32 bytes. */
  readonly mac: string;
}

/**
 * Encrypts a text to a public key in eth-crypto's form. A faster backend may stand in if eth-crypto opens what it
 * writes.
 */
export type WrapKey = (input: {
  text: string;
  /** 33 bytes, compressed. */
  publicKey: Uint8Array;
  /** 16 random bytes. */
  iv: Uint8Array;
  /** 32 random bytes. */
  ephemeralPrivateKey: Uint8Array;
}) => Promise<WrappedKey>;
