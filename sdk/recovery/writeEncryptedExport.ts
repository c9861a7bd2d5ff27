import { encodeBase64url } from "../bytes/base64url.ts";
import { encodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { encryptAesGcm } from "../crypto/aesGcm.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { Backup } from "./Backup.ts";
import { exportKey } from "./exportKey.ts";
import { requirePassword } from "./requirePassword.ts";
import type { ScryptCost } from "./ScryptCost.ts";
import { HIGHEST_SCRYPT_N, SCRYPT_COST } from "./ScryptCost.ts";

/**
 * Writes a holder's credentials and keys into one text under a password: scrypt, then AES-256-GCM, which also covers
 * everything around the ciphertext. Records sealed to a key that was given up are re-wrapped here and nowhere else.
 *
 * @param password - at least 12 characters.
 * @param options.random - asked for 16 and 12 bytes: salt and nonce.
 * @param options.cost - 131,072 unless told; lower only in tests.
 * @param options.onProgress - hears how far it is, from 0 to 1.
 * @returns JSON text.
 * @throws ERR_PASSWORD; ERR_PRIVATE_KEY for a key that is none; ERR_ARGUMENT for a cost scrypt cannot take.
 * @source RFC 7914 (scrypt); NIST SP 800-38D (GCM).
 * @example
 * const holdings = { credentials: [record], keys: [{ name: "account", privateKey }], claimFiles: [] };
 * const text = await writeEncryptedExport(holdings, password, { random });
 */
export async function writeEncryptedExport(
  backup: Backup,
  password: string,
  options: {
    readonly random: (length: number) => Uint8Array;
    readonly cost?: ScryptCost;
    readonly onProgress?: (done: number) => void;
  },
): Promise<string> {
  const { random, cost = SCRYPT_COST, onProgress } = options;
  if (!Number.isInteger(Math.log2(cost.N)) || cost.N < 2 || cost.N > HIGHEST_SCRYPT_N) {
    throw new CscssError("ERR_ARGUMENT", `${cost.N} is not a cost for scrypt: a power of two up to 2^20 is.`);
  }
  const salt = random(16);
  const nonce = random(12);
  const header = {
    type: "CscssMeEncryptedExport",
    version: 1,
    kdf: { name: "scrypt", n: cost.N, r: 8, p: 1, salt: encodeBase64url(salt) },
    cipher: "A256GCM",
    nonce: encodeBase64url(nonce),
  } as const;
  const key = await exportKey(requirePassword(password), salt, cost, onProgress);
  const aad = encodeUtf8(canonicalJson(header));
  const data = encodeUtf8(JSON.stringify(plainBackup(backup)));
  const ciphertext = encodeBase64url(await encryptAesGcm({ key, nonce, aad, data }));
  return JSON.stringify({ ...header, ciphertext });
}

function plainBackup({ credentials, keys, claimFiles }: Backup) {
  return {
    credentials: credentials.map(({ token, disclosures }) => ({ token, disclosures })),
    keys: keys.map(({ name, privateKey }) => {
      nobleSecp256k1.publicKeyOf(privateKey);
      return { name, privateKey: encodeHex(privateKey) };
    }),
    claimFiles,
  };
}
