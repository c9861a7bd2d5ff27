/**
 * An issuer's key for sealing. It may live in memory, in a hardware module or behind a service: only its results
 * are used.
 */
export interface SealingKey {
  /** 33 bytes, compressed, as published under its number. */
  readonly publicKey: Uint8Array;
  /**
   * The x coordinate, 32 bytes, of the Diffie-Hellman point with a peer's 33-byte key. Nothing here but HKDF may see
   * it.
   */
  sharedX(peerPublicKey: Uint8Array): Promise<Uint8Array>;
}
