import type { WrappedKey } from "./WrappedKey.ts";

/** The key a holder opens records with. It may live in memory, in a hardware module or behind a service. */
export interface DecryptionKey {
  /** 33 bytes, compressed, as published with the wallet. */
  readonly publicKey: Uint8Array;
  /** The x coordinate, 32 bytes, of the Diffie-Hellman point with a peer's 33-byte key. */
  sharedX(peerPublicKey: Uint8Array): Promise<Uint8Array>;
  /**
   * Decrypts what eth-crypto's encryptWithPublicKey made for this key.
   *
   * @throws ERR_SEAL_OPEN if the MAC does not fit, which is told as a wrong key; any other error is passed on as it is.
   */
  unwrap(wrapped: WrappedKey): Promise<string>;
}
