import { decodeBase64url } from "../bytes/base64url.ts";
import { decodeHex } from "../bytes/hex.ts";
import { decodeUtf8, encodeUtf8 } from "../bytes/utf8.ts";
import { decryptAesGcm } from "../crypto/aesGcm.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { ImportedCredential } from "../export/importCredential.ts";
import { importCredential } from "../export/importCredential.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { BASE64URL, closedObject } from "../json/formParts.ts";
import { formError, readForm } from "../json/readForm.ts";
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
const FORM = {
  name: "The encrypted export",
  code: "ERR_IMPORT",
  maxLength: 64 * 1024 * 1024,
  secret: true,
} as const;

const EXPORT = {
  ...FORM,
  schema: closedObject({
    type: { const: "CscssMeEncryptedExport" },
    version: { const: 1 },
    kdf: closedObject({
      name: { const: "scrypt" },
      n: { type: "integer", minimum: 2, maximum: HIGHEST_SCRYPT_N },
      r: { const: 8 },
      p: { const: 1 },
      salt: { type: "string", pattern: "^[A-Za-z0-9_-]{22}$", description: "base64url of 16 bytes" },
    }),
    cipher: { const: "A256GCM" },
    nonce: { type: "string", pattern: "^[A-Za-z0-9_-]{16}$", description: "base64url of 12 bytes" },
    ciphertext: BASE64URL,
  }),
} as const;

const BACKUP = {
  ...FORM,
  schema: closedObject({
    credentials: {
      type: "array",
      items: closedObject({ token: { type: "string" }, disclosures: { type: "array", items: BASE64URL } }),
    },
    keys: {
      type: "array",
      items: closedObject({ name: { type: "string", maxLength: 200 }, privateKey: { type: "string" } }),
    },
    claimFiles: { type: "array", items: { type: "object" } },
  }),
} as const;

/**
 * Opens what writeEncryptedExport wrote, strictly.
 *
 * @param options.onProgress - hears how far it is, from 0 to 1.
 * @param text - what writeEncryptedExport gave, at most 64 MiB.
 * @returns everything that was written, imported strictly.
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
  const { ciphertext, ...header } = readForm(text, EXPORT);
  const { n, salt } = header.kdf;
  if (!Number.isInteger(Math.log2(n))) {
    throw formError(FORM, {
      path: "/kdf/n",
      found: String(n),
      expected: "a power of two: scrypt takes no other number",
    });
  }
  const key = await exportKey(password, decodeBase64url(salt), { N: n }, options.onProgress);
  const aad = encodeUtf8(canonicalJson(header));
  const nonce = decodeBase64url(header.nonce);
  const plain = await decryptAesGcm({ key, nonce, aad, data: decodeBase64url(ciphertext) });
  if (plain === undefined) {
    throw new CscssError("ERR_PASSWORD", "The password does not open the export, or the export was changed.");
  }
  const { credentials, keys, claimFiles } = readForm(decodeUtf8(plain), BACKUP);
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
