import { pbkdf2Async } from "@noble/hashes/pbkdf2";
import { scryptAsync } from "@noble/hashes/scrypt";
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils";
import { sameBytes } from "../bytes/sameBytes.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { JsonSchema } from "../json/JsonSchema.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import type { Form } from "../json/readForm.ts";
import { formError, requireForm } from "../json/readForm.ts";
import type { ScryptCost } from "./ScryptCost.ts";
import { HIGHEST_SCRYPT_N, SCRYPT_COST } from "./ScryptCost.ts";

/** Stretches a password with scrypt to 32 bytes. */
export type Scrypt = (
  password: Uint8Array,
  salt: Uint8Array,
  cost: { readonly N: number; readonly r: number; readonly p: number },
) => Promise<Uint8Array>;

/** How the work of stretching is done, and who hears of it. */
export interface StretchOptions {
  /** Another maker of the same bytes: Node's own takes a fraction of the time. */
  readonly scrypt?: Scrypt;
  /** Hears how far it is, from 0 to 1; not where `scrypt` is given. */
  readonly onProgress?: (done: number) => void;
}

const hex = (length: number) =>
  ({ type: "string", pattern: `^(0x)?[0-9a-fA-F]{${length}}$`, description: `${length} hex digits` }) as const;
const SALT = {
  type: "string",
  pattern: "^(0x)?([0-9a-fA-F]{2}){8,64}$",
  description: "8 to 64 bytes in hex",
} as const;

/** Other makers write more members than these: what decides how much work it is to open, and whether it is right, counts. */
const atLeast = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});

const SCRYPT = atLeast({
  dklen: { const: 32 },
  n: { type: "integer", minimum: 2, maximum: HIGHEST_SCRYPT_N },
  r: { type: "integer", minimum: 1, maximum: 8 },
  p: { type: "integer", minimum: 1, maximum: 8 },
  salt: SALT,
});

const PBKDF2 = atLeast({
  dklen: { const: 32 },
  c: { type: "integer", minimum: 1, maximum: 10_000_000 },
  prf: { const: "hmac-sha256" },
  salt: SALT,
});

const CRYPTO: Form = {
  name: "The file is not a version 3 keystore: its crypto part",
  code: "ERR_KEYSTORE",
  schema: {
    ...atLeast({
      cipher: { const: "aes-128-ctr" },
      cipherparams: atLeast({ iv: hex(32) }),
      ciphertext: { type: "string", pattern: "^(0x)?([0-9a-fA-F]{2})+$", description: "bytes in hex" },
      mac: hex(64),
      kdf: { type: "string" },
      kdfparams: { type: "object" },
    }),
    oneOf: [
      { properties: { kdf: { const: "scrypt" }, kdfparams: SCRYPT } },
      { properties: { kdf: { const: "pbkdf2" }, kdfparams: PBKDF2 } },
    ],
  },
  secret: true,
};

/** The member `crypto` of a file in Web3 Secret Storage, version 3. */
interface StoredSecret {
  cipherparams: { iv: string };
  ciphertext: string;
  mac: string;
  kdf: string;
  kdfparams: { n: number; r: number; p: number; c: number; salt: string };
}

/**
 * Encrypts a secret of any length as Web3 Secret Storage, version 3, does: scrypt, AES-128-CTR and a Keccak MAC. Salt and
 * IV come from the platform.
 *
 * @param secret - of any length.
 * @param password - taken in its NFKC form.
 * @returns the member `crypto` of a keystore.
 * @throws what scrypt throws for a cost it cannot take.
 * @source Web3 Secret Storage, version 3.
 * @example
 * const crypto = await encryptSecret(encodeUtf8("a mnemonic"), password);
 * const secret = await decryptSecret(crypto, password);
 */
export async function encryptSecret(
  secret: Uint8Array,
  password: string,
  options: StretchOptions & { readonly cost?: ScryptCost } = {},
): Promise<JsonObject> {
  const { N } = options.cost ?? SCRYPT_COST;
  const [salt, iv] = [randomBytes(32), randomBytes(16)];
  const kdfparams = { dklen: 32, n: N, r: 8, p: 1, salt: bytesToHex(salt) };
  const key = await stretch("scrypt", { ...kdfparams, c: 0 }, password, options);
  const ciphertext = await applyCtr(key, iv, secret);
  return {
    cipher: "aes-128-ctr",
    cipherparams: { iv: bytesToHex(iv) },
    ciphertext: bytesToHex(ciphertext),
    kdf: "scrypt",
    kdfparams,
    mac: bytesToHex(macOf(key, ciphertext)),
  };
}

/**
 * Decrypts what encryptSecret or another maker of version 3 keystores wrote, with scrypt or PBKDF2.
 *
 * @param crypto - the member `crypto` of the file.
 * @param password - taken in its NFKC form.
 * @returns the secret.
 * @throws ERR_KEYSTORE for another form, or one that would take more than 1 GiB to open; ERR_PASSWORD if the password,
 * or a byte, is wrong.
 * @source Web3 Secret Storage, version 3.
 * @example
 * const { crypto } = parseKeystore(text);
 * const secret = await decryptSecret(crypto, password);
 */
export async function decryptSecret(
  crypto: JsonValue | undefined,
  password: string,
  options: StretchOptions = {},
): Promise<Uint8Array> {
  // What is absent is wrong as null is.
  const stored = requireForm(crypto ?? null, CRYPTO) as unknown as StoredSecret;
  const { n } = stored.kdfparams;
  if (stored.kdf === "scrypt" && !Number.isInteger(Math.log2(n))) {
    throw formError(CRYPTO, { path: "/kdfparams/n", found: String(n), expected: "a power of two" });
  }
  const ciphertext = bytesOf(stored.ciphertext);
  const key = await stretch(stored.kdf, stored.kdfparams, password, options);
  if (!sameBytes(macOf(key, ciphertext), bytesOf(stored.mac))) {
    throw new CscssError("ERR_PASSWORD", "The password does not open the keystore, or the keystore is damaged.");
  }
  return applyCtr(key, bytesOf(stored.cipherparams.iv), ciphertext);
}

async function stretch(
  kdf: string,
  { n, r, p, c, salt }: StoredSecret["kdfparams"],
  password: string,
  { scrypt, onProgress }: StretchOptions,
): Promise<Uint8Array> {
  const secret = encodeUtf8(password.normalize("NFKC"));
  const bytes = bytesOf(salt);
  if (kdf === "pbkdf2") return pbkdf2Async(sha256, secret, bytes, { c, dkLen: 32 });
  if (scrypt !== undefined) return scrypt(secret, bytes, { N: n, r, p });
  const maxmem = 2 ** 30 + 2 ** 20;
  return scryptAsync(secret, bytes, { N: n, r, p, dkLen: 32, maxmem, ...(onProgress && { onProgress }) });
}

/** AES-128-CTR is its own inverse. */
async function applyCtr(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const { subtle } = globalThis.crypto;
  const aes = await subtle.importKey("raw", new Uint8Array(key.subarray(0, 16)), "AES-CTR", false, ["encrypt"]);
  const params = { name: "AES-CTR", counter: new Uint8Array(iv), length: 128 };
  return new Uint8Array(await subtle.encrypt(params, aes, new Uint8Array(data)));
}

function macOf(key: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  return keccak256(concatBytes(key.subarray(16, 32), ciphertext));
}

function bytesOf(text: string): Uint8Array {
  return hexToBytes(text.replace(/^0x/, ""));
}

function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
