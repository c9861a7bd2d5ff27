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
export function encryptAesCbc(input: AesCbcInput): Promise<Uint8Array> {
  return run(input, "encrypt");
}

/** Decrypts AES-256-CBC; rejects with the platform's error if the padding does not fit. */
export function decryptAesCbc(input: AesCbcInput): Promise<Uint8Array> {
  return run(input, "decrypt");
}

async function run({ key, iv, data }: AesCbcInput, direction: "encrypt" | "decrypt"): Promise<Uint8Array> {
  // For a few bytes, handing a job to WebCrypto takes longer than the work.
  if (nodeCrypto !== undefined) {
    const open = direction === "encrypt" ? nodeCrypto.createCipheriv : nodeCrypto.createDecipheriv;
    const cipher = open("aes-256-cbc", nodeCrypto.createSecretKey(key), iv);
    return Uint8Array.from(Buffer.concat([cipher.update(data), cipher.final()]));
  }
  const { subtle } = globalThis.crypto;
  const imported = await subtle.importKey("raw", new Uint8Array(key), "AES-CBC", false, [direction]);
  return new Uint8Array(
    await subtle[direction]({ name: "AES-CBC", iv: new Uint8Array(iv) }, imported, new Uint8Array(data)),
  );
}
