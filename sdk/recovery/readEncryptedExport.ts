import type { Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { decodeBase64url } from "../bytes/base64url.ts";
import { decodeHex } from "../bytes/hex.ts";
import { decodeUtf8, encodeUtf8 } from "../bytes/utf8.ts";
import { decryptAesGcm } from "../crypto/aesGcm.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { ImportedCredential } from "../export/importCredential.ts";
import { importCredential } from "../export/importCredential.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import { boundText } from "../presentation/keyBinding.ts";
import type { ClaimFile } from "../wallet/ClaimFile.ts";
import { parseClaimFile } from "../wallet/parseClaimFile.ts";
import type { HeldKey } from "./Backup.ts";
import { exportKey } from "./exportKey.ts";
import { HIGHEST_SCRYPT_N } from "./ScryptCost.ts";

/** What was in an encrypted export. **Whether the credentials still hold, a verifier says.** */
export interface RestoredBackup {
  readonly credentials: readonly ImportedCredential[];
  readonly keys: readonly HeldKey[];
  readonly claimFiles: readonly ClaimFile[];
}

/** About 1,000 records. */
const LONGEST = 64 * 1024 * 1024;

const closed = (properties: Record<string, Schema>): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const BASE64URL = "^[A-Za-z0-9_-]+$";

const EXPORT = new Validator(
  closed({
    type: { const: "CscssMeEncryptedExport" },
    version: { const: 1 },
    kdf: closed({
      name: { const: "scrypt" },
      n: { type: "integer", minimum: 2, maximum: HIGHEST_SCRYPT_N },
      r: { const: 8 },
      p: { const: 1 },
      salt: { type: "string", pattern: "^[A-Za-z0-9_-]{22}$" },
    }),
    cipher: { const: "A256GCM" },
    nonce: { type: "string", pattern: "^[A-Za-z0-9_-]{16}$" },
    ciphertext: { type: "string", pattern: BASE64URL },
  }),
  "2020-12",
);

const BACKUP = new Validator(
  closed({
    credentials: {
      type: "array",
      items: closed({
        token: { type: "string" },
        disclosures: { type: "array", items: { type: "string", pattern: BASE64URL } },
      }),
    },
    keys: {
      type: "array",
      items: closed({ name: { type: "string", maxLength: 200 }, privateKey: { type: "string" } }),
    },
    claimFiles: { type: "array", items: { type: "object" } },
  }),
  "2020-12",
);

/** The text after the schema held. */
interface EncryptedExport extends JsonObject {
  kdf: { name: string; n: number; r: number; p: number; salt: string };
  nonce: string;
  ciphertext: string;
}

/**
 * Opens what writeEncryptedExport wrote, strictly.
 *
 * @param options.onProgress - hears how far it is, from 0 to 1.
 * @throws ERR_IMPORT if it is no such text; ERR_PASSWORD if the password does not open it, or a byte of it was changed;
 * and what importCredential and parseClaimFile throw for what is in it.
 * @example
 * const { credentials, keys } = await readEncryptedExport(text, password);
 */
export async function readEncryptedExport(
  text: string,
  password: string,
  options: { readonly onProgress?: (done: number) => void } = {},
): Promise<RestoredBackup> {
  const value = parseJsonStrict(text, { maxLength: LONGEST });
  requireValid(EXPORT, value);
  const { ciphertext, ...header } = value as EncryptedExport;
  const { n, salt } = header.kdf as EncryptedExport["kdf"];
  if (!Number.isInteger(Math.log2(n))) throw refuse("is wrong at #/kdf/n: scrypt takes powers of two only");
  const key = await exportKey(password, decodeBase64url(salt), { N: n }, options.onProgress);
  const aad = encodeUtf8(canonicalJson(header));
  const nonce = decodeBase64url(header.nonce as string);
  const plain = await decryptAesGcm({ key, nonce, aad, data: decodeBase64url(ciphertext) });
  if (plain === undefined) {
    throw new CscssError("ERR_PASSWORD", "The password does not open the export, or the export was changed.");
  }
  const backup = parseJsonStrict(decodeUtf8(plain), { maxLength: LONGEST });
  requireValid(BACKUP, backup);
  const { credentials, keys, claimFiles } = backup as {
    credentials: { token: string; disclosures: string[] }[];
    keys: { name: string; privateKey: string }[];
    claimFiles: JsonObject[];
  };
  return {
    credentials: credentials.map(({ token, disclosures }) => importCredential(boundText(token, disclosures))),
    keys: keys.map(({ name, privateKey }) => ({ name, privateKey: requireKey(privateKey) })),
    claimFiles: claimFiles.map((claimFile) => parseClaimFile(JSON.stringify(claimFile))),
  };
}

function requireKey(text: string): Uint8Array {
  const privateKey = decodeHex(text, 32);
  nobleSecp256k1.publicKeyOf(privateKey);
  return privateKey;
}

function requireValid(validator: Validator, value: unknown): void {
  const { valid, errors } = validator.validate(value);
  // The validator's own words may repeat what is inside.
  if (!valid) throw refuse(`is wrong at ${errors.at(-1)?.instanceLocation ?? "#"}`);
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_IMPORT", `The encrypted export ${problem}.`, { details: { problem } });
}
