import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { keccak256 } from "ethers";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { isJsonObject } from "../../sdk/json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../../sdk/json/JsonValue.ts";

/** What geth takes for accounts: a guess costs a good part of a second. */
const STANDARD_COST = 131_072;
const MOST_COST = 1_048_576;

/**
 * Encrypts a secret as Web3 Secret Storage, version 3, does: scrypt, AES-128-CTR and a Keccak MAC. Of any length, so that
 * account keystores and issuer files share one form; done by Node itself, in a tenth of the time that ethers takes.
 *
 * @param options.cost - scrypt's N. Lower it only in tests.
 */
export function encryptSecret(
  secret: Uint8Array,
  password: string,
  options: { readonly cost?: number } = {},
): JsonObject {
  const kdfparams = { dklen: 32, n: options.cost ?? STANDARD_COST, r: 8, p: 1, salt: randomBytes(32).toString("hex") };
  const iv = randomBytes(16);
  const key = deriveKey("scrypt", kdfparams, password);
  const cipher = createCipheriv("aes-128-ctr", key.subarray(0, 16), iv);
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
  return {
    cipher: "aes-128-ctr",
    cipherparams: { iv: iv.toString("hex") },
    ciphertext: ciphertext.toString("hex"),
    kdf: "scrypt",
    kdfparams,
    mac: macOf(key, ciphertext).toString("hex"),
  };
}

/**
 * Decrypts what encryptSecret or another V3 keystore's maker wrote.
 *
 * @throws ERR_KEYSTORE for another form or a file cut short, ERR_PASSWORD if the password, or a byte, is wrong.
 */
export function decryptSecret(crypto: JsonValue | undefined, password: string, file: string): Uint8Array {
  const bad = (what: string): CscssError =>
    new CscssError("ERR_KEYSTORE", `${file} is no version 3 keystore: ${what}.`, { details: { file } });
  if (!isJsonObject(crypto)) throw bad("its crypto part is missing");
  const { cipherparams, kdfparams, kdf, cipher } = crypto;
  if (cipher !== "aes-128-ctr") throw bad("the cipher is not aes-128-ctr");
  if (!isJsonObject(cipherparams) || !isJsonObject(kdfparams)) throw bad("its parameters are missing");
  const [iv, ciphertext, mac] = [cipherparams.iv, crypto.ciphertext, crypto.mac].map((value) => {
    if (typeof value !== "string" || !/^([0-9a-fA-F]{2})+$/.test(value)) throw bad("a value is no hex");
    return Buffer.from(value, "hex");
  }) as [Buffer, Buffer, Buffer];
  if (iv.length !== 16 || mac.length !== 32) throw bad("a value has another length");
  let key: Buffer;
  try {
    key = deriveKey(kdf, kdfparams, password);
  } catch (error) {
    throw new CscssError("ERR_KEYSTORE", `${file} asks for a key derivation that is not taken.`, {
      cause: error,
      details: { file },
    });
  }
  if (!timingSafeEqual(macOf(key, ciphertext), mac)) {
    const problem = `The password does not open ${file}, or the file was damaged.`;
    throw new CscssError("ERR_PASSWORD", problem, { details: { file } });
  }
  const decipher = createDecipheriv("aes-128-ctr", key.subarray(0, 16), iv);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

function deriveKey(kdf: JsonValue | undefined, params: JsonObject, password: string): Buffer {
  const { salt, dklen } = params;
  if (typeof salt !== "string" || dklen !== 32) throw new RangeError("salt or dklen");
  const secret = password.normalize("NFKC");
  const bytes = Buffer.from(salt, "hex");
  if (kdf === "scrypt") {
    const { n, r, p } = params;
    const inRange =
      typeof n === "number" && n <= MOST_COST && typeof r === "number" && r <= 16 && typeof p === "number" && p <= 16;
    if (!inRange) throw new RangeError("scrypt parameters");
    return scryptSync(secret, bytes, 32, { N: n, r, p, maxmem: 256 * n * r });
  }
  const { c, prf } = params;
  if (kdf !== "pbkdf2" || prf !== "hmac-sha256" || typeof c !== "number" || c > 10_000_000) throw new RangeError("kdf");
  return pbkdf2Sync(secret, bytes, c, 32, "sha256");
}

function macOf(key: Buffer, ciphertext: Buffer): Buffer {
  return Buffer.from(keccak256(Buffer.concat([key.subarray(16, 32), ciphertext])).slice(2), "hex");
}
