/** What both directions of AES-256-GCM need. */
export interface AesGcmInput {
  /** 32 bytes. */
  key: Uint8Array;
  /** 12 bytes, never twice under one key. */
  nonce: Uint8Array;
  /** Bound to the ciphertext, not part of it. */
  aad: Uint8Array;
  /** Plaintext to encrypt, or ciphertext followed by its 16-byte tag to decrypt. */
  data: Uint8Array;
}

/** Encrypts with AES-256-GCM; gives the ciphertext followed by its 16-byte tag. */
export async function encryptAesGcm(input: AesGcmInput): Promise<Uint8Array> {
  const { key, params, data } = await prepare(input, "encrypt");
  return new Uint8Array(await globalThis.crypto.subtle.encrypt(params, key, data));
}

/** Decrypts AES-256-GCM; rejects with the platform's error if the tag does not fit. */
export async function decryptAesGcm(input: AesGcmInput): Promise<Uint8Array> {
  const { key, params, data } = await prepare(input, "decrypt");
  return new Uint8Array(await globalThis.crypto.subtle.decrypt(params, key, data));
}

async function prepare(input: AesGcmInput, use: "encrypt" | "decrypt") {
  const key = await globalThis.crypto.subtle.importKey("raw", own(input.key), "AES-GCM", false, [use]);
  const params = { name: "AES-GCM", iv: own(input.nonce), additionalData: own(input.aad), tagLength: 128 };
  return { key, params, data: own(input.data) };
}

/** WebCrypto takes no view of shared memory. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
