import { ifItFits, subtleIfItFits } from "./ifItFits.ts";
import { nodeCrypto } from "./nodeCrypto.ts";

/** What both directions of AES-256-GCM need. */
export interface AesGcmInput {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** 12 bytes, never twice under one key. */
  readonly nonce: Uint8Array;
  /** Bound to the ciphertext, not part of it. */
  readonly aad: Uint8Array;
  /** Plaintext to encrypt, or ciphertext followed by its 16-byte tag to decrypt. */
  readonly data: Uint8Array;
}

const TAG = 16;

/** Encrypts with AES-256-GCM; gives the ciphertext followed by its 16-byte tag. */
export async function encryptAesGcm(input: AesGcmInput): Promise<Uint8Array> {
  // For a few kilobytes, handing a job to WebCrypto takes longer than the work.
  if (nodeCrypto !== undefined) {
    // Node takes seven times as long to make a key object of bytes that it is given as a key.
    const key = nodeCrypto.createSecretKey(input.key);
    const cipher = nodeCrypto.createCipheriv("aes-256-gcm", key, requireNonce(input.nonce)).setAAD(input.aad);
    return new Uint8Array(Buffer.concat([cipher.update(input.data), cipher.final(), cipher.getAuthTag()]));
  }
  const { key, params, data } = await prepare(input, "encrypt");
  return new Uint8Array(await globalThis.crypto.subtle.encrypt(params, key, data));
}

/**
 * Decrypts AES-256-GCM.
 *
 * @returns undefined if the tag does not fit, and for nothing else: what else goes wrong is thrown as what it is.
 */
export async function decryptAesGcm(input: AesGcmInput): Promise<Uint8Array | undefined> {
  const nonce = requireNonce(input.nonce);
  if (input.data.length < TAG) return undefined;
  if (nodeCrypto !== undefined) {
    const [ciphertext, tag] = [input.data.subarray(0, -TAG), input.data.subarray(-TAG)];
    // Shorter tags than this one are not taken for one, however short the data are.
    const decipher = nodeCrypto
      .createDecipheriv("aes-256-gcm", nodeCrypto.createSecretKey(input.key), nonce, {
        authTagLength: TAG,
      })
      .setAAD(input.aad)
      .setAuthTag(tag);
    const plain = decipher.update(ciphertext);
    return ifItFits(() => new Uint8Array(Buffer.concat([plain, decipher.final()])));
  }
  const { key, params, data } = await prepare(input, "decrypt");
  return subtleIfItFits(globalThis.crypto.subtle.decrypt(params, key, data));
}

async function prepare(input: AesGcmInput, use: "encrypt" | "decrypt") {
  const key = await globalThis.crypto.subtle.importKey("raw", own(input.key), "AES-GCM", false, [use]);
  const params = {
    name: "AES-GCM",
    iv: own(requireNonce(input.nonce)),
    additionalData: own(input.aad),
    tagLength: TAG * 8,
  };
  return { key, params, data: own(input.data) };
}

/** Both platforms would take other lengths and hash them. */
function requireNonce(nonce: Uint8Array): Uint8Array {
  if (nonce.length !== 12) throw new RangeError(`The nonce has ${nonce.length} bytes; 12 are expected.`);
  return nonce;
}

/** WebCrypto takes no view of shared memory. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
