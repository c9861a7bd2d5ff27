import { ifItFits, subtleIfItFits } from "./ifItFits.ts";
import { nodeCrypto } from "./nodeCrypto.ts";

/** What both directions of AES-256-CBC with PKCS #7 padding need. It authenticates nothing: check a MAC first. */
export interface AesCbcInput {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
  readonly data: Uint8Array;
}

/** Encrypts with AES-256-CBC, padded. */
export async function encryptAesCbc(input: AesCbcInput): Promise<Uint8Array> {
  // For a few bytes, handing a job to WebCrypto takes longer than the work.
  if (nodeCrypto !== undefined) {
    const cipher = nodeCrypto.createCipheriv("aes-256-cbc", nodeCrypto.createSecretKey(input.key), input.iv);
    return Uint8Array.from(Buffer.concat([cipher.update(input.data), cipher.final()]));
  }
  const { key, params, data } = await prepare(input, "encrypt");
  return new Uint8Array(await globalThis.crypto.subtle.encrypt(params, key, data));
}

/**
 * Decrypts AES-256-CBC.
 *
 * @returns undefined if the padding does not fit, and for nothing else.
 */
export async function decryptAesCbc(input: AesCbcInput): Promise<Uint8Array | undefined> {
  if (nodeCrypto !== undefined) {
    const decipher = nodeCrypto.createDecipheriv("aes-256-cbc", nodeCrypto.createSecretKey(input.key), input.iv);
    const plain = decipher.update(input.data);
    return ifItFits(() => Uint8Array.from(Buffer.concat([plain, decipher.final()])));
  }
  const { key, params, data } = await prepare(input, "decrypt");
  return subtleIfItFits(globalThis.crypto.subtle.decrypt(params, key, data));
}

async function prepare({ key, iv, data }: AesCbcInput, use: "encrypt" | "decrypt") {
  const imported = await globalThis.crypto.subtle.importKey("raw", new Uint8Array(key), "AES-CBC", false, [use]);
  return { key: imported, params: { name: "AES-CBC", iv: new Uint8Array(iv) }, data: new Uint8Array(data) };
}
