/**
 * The curve arithmetic the SDK needs. `nobleSecp256k1` runs everywhere; what `openSecp256k1` gives is faster where there
 * is WebAssembly, and gives the same bytes. Private keys are 32 bytes, public keys 33 (compressed), signatures 64 (r, then
 * s). ES256K hashes the message with SHA-256; methods take the message and not its digest, because node:crypto signs and
 * verifies nothing else.
 */
export interface Secp256k1 {
  /** Compressed public key of a private key. @throws ERR_PRIVATE_KEY if it is not 32 bytes in 1..n-1. */
  publicKeyOf(privateKey: Uint8Array): Uint8Array;
  /** ES256K signature, deterministic (RFC 6979), always with the low S. @throws ERR_PRIVATE_KEY */
  sign(message: Uint8Array, privateKey: Uint8Array): Uint8Array;
  /** Whether the signature is good. False, never an error, for a high S or a malformed signature or key. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /**
   * The public keys (none, one or two) under which the signature is good. It does not carry which of the two was
   * meant.
   */
  recover(signature: Uint8Array, message: Uint8Array): Uint8Array[];
  /** One of the keys of recover: the one whose signer's nonce point had an even (0) or odd (1) y; or none. */
  recoverOne(signature: Uint8Array, message: Uint8Array, parity: 0 | 1): Uint8Array | undefined;
  /** The x coordinate, 32 bytes, of the Diffie-Hellman point. @throws ERR_PRIVATE_KEY, ERR_PUBLIC_KEY */
  sharedX(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array;
  /**
   * As sharedX, for a private key that is used this once and forgotten: there is no second run to compare times with, so
   * a backend need not hide how long the multiplication takes.
   */
  sharedXOnce(ephemeralPrivateKey: Uint8Array, publicKey: Uint8Array): Uint8Array;
  /** Whether the bytes are the 33-byte encoding of a point on the curve. */
  isPublicKey(bytes: Uint8Array): boolean;
  /** The 33-byte form of a 65-byte point. @throws ERR_PUBLIC_KEY */
  compress(point: Uint8Array): Uint8Array;
  /** The 65-byte form of a 33-byte public key. @throws ERR_PUBLIC_KEY */
  decompress(publicKey: Uint8Array): Uint8Array;
}
