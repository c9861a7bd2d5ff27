import { beforeAll, describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { encodeHex } from "../../../sdk/bytes/hex.ts";
import { encodeUtf8 } from "../../../sdk/bytes/utf8.ts";
import { encryptAesGcm } from "../../../sdk/crypto/aesGcm.ts";
import { canonicalJson } from "../../../sdk/json/canonicalJson.ts";
import type { JsonObject, JsonValue } from "../../../sdk/json/JsonValue.ts";
import type { Backup } from "../../../sdk/recovery/Backup.ts";
import { exportKey } from "../../../sdk/recovery/exportKey.ts";
import { readEncryptedExport } from "../../../sdk/recovery/readEncryptedExport.ts";
import { writeEncryptedExport } from "../../../sdk/recovery/writeEncryptedExport.ts";
import type { OpenedRecord } from "../../../sdk/wallet/openRecords.ts";
import { fixedBytes, fixedRandom } from "../../fixtures/makeCredential.ts";
import { openedOffline, prepareOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const PASSWORD = "correct horse battery staple";
const cost = { N: 1024 };

describe("an encrypted export", () => {
  let record: OpenedRecord;
  let backup: Backup;
  let text: string;

  beforeAll(async () => {
    record = await openedOffline("transcript", RECORD_CLAIMS.transcript);
    const { claimFile } = await prepareOffline("degree", RECORD_CLAIMS.degree);
    const keys = [
      { name: "account", privateKey: fixedBytes("new", 32) },
      { name: "records until 2027", privateKey: fixedBytes("graduate", 32) },
    ];
    backup = { credentials: [record], keys, claimFiles: [claimFile] };
    text = await writeEncryptedExport(backup, PASSWORD, { random: fixedRandom("export"), cost });
  });

  /** The export with another plaintext under the same password. */
  async function sealing(plain: JsonValue): Promise<string> {
    const { ciphertext: _, ...header } = JSON.parse(text) as JsonObject & { kdf: { salt: string }; nonce: string };
    const key = await exportKey(PASSWORD, decodeBase64url(header.kdf.salt), cost);
    const aad = encodeUtf8(canonicalJson(header));
    const sealed = await encryptAesGcm({
      key,
      nonce: decodeBase64url(header.nonce),
      aad,
      data: encodeUtf8(JSON.stringify(plain)),
    });
    return JSON.stringify({ ...header, ciphertext: encodeBase64url(sealed) });
  }

  const PLAIN = { credentials: [], keys: [], claimFiles: [] };

  it("gives back credentials, keys and claim files", async () => {
    const { issuer: _, ...credential } = record;
    const read = await readEncryptedExport(text, PASSWORD);
    expect(read).toEqual({ credentials: [credential], keys: backup.keys, claimFiles: backup.claimFiles });
    expect(read.credentials[0]?.claims).toEqual(record.claims);
  });

  it("of nothing is empty, and opens with the password composed in another way", async () => {
    const options = { random: fixedRandom("empty"), cost };
    const empty = await writeEncryptedExport(PLAIN, "Zu\u0308rich-bei-Nacht", options);
    expect(await readEncryptedExport(empty, "Z\u00fcrich-bei-Nacht")).toEqual(PLAIN);
  });

  it("shows nothing of what is in it", () => {
    expect(Object.keys(JSON.parse(text))).toEqual(["type", "version", "kdf", "cipher", "nonce", "ciphertext"]);
    for (const secret of [encodeHex(fixedBytes("new", 32)).slice(2), "İlknur", record.token]) {
      expect(text).not.toContain(secret);
    }
  });

  // Slow on purpose, and many times slower where coverage is measured.
  it("is protected with 2^17 rounds of scrypt unless told otherwise", { timeout: 300_000 }, async () => {
    const strong = await writeEncryptedExport(PLAIN, PASSWORD, { random: fixedRandom("strong") });
    expect(JSON.parse(strong)).toMatchObject({ kdf: { name: "scrypt", n: 131_072, r: 8, p: 1 } });
  });

  it("tells how far writing and reading are", async () => {
    const progress: number[] = [];
    const onProgress = (done: number) => progress.push(done);
    await writeEncryptedExport(PLAIN, PASSWORD, { random: fixedRandom("progress"), cost, onProgress });
    expect(progress.splice(0).at(-1)).toBe(1);
    await readEncryptedExport(text, PASSWORD, { onProgress });
    expect(progress.at(-1)).toBe(1);
  });

  it("is not made with a short password, a key that is none or a cost scrypt cannot take", async () => {
    const random = fixedRandom("none");
    const write = (given: Backup, password: string, N = 1024) =>
      writeEncryptedExport(given, password, { random, cost: { N } });
    await expect(write(PLAIN, "elevenchars")).rejects.toMatchObject({ code: "ERR_PASSWORD" });
    const keys = [{ name: "none", privateKey: new Uint8Array(32) }];
    await expect(write({ ...PLAIN, keys }, PASSWORD)).rejects.toMatchObject({ code: "ERR_PRIVATE_KEY" });
    for (const N of [1000, 0, 1, 2 ** 21]) {
      await expect(write(PLAIN, PASSWORD, N)).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    }
  });

  it("does not open with another password", async () => {
    await expect(readEncryptedExport(text, "another password")).rejects.toMatchObject({ code: "ERR_PASSWORD" });
  });

  it("does not open with any part of it changed", async () => {
    const { ciphertext, ...header } = JSON.parse(text) as { ciphertext: string; nonce: string; kdf: { salt: string } };
    const bytes = decodeBase64url(ciphertext);
    for (const index of [0, bytes.length >> 1, bytes.length - 1]) {
      const changed = bytes.with(index, (bytes[index] as number) ^ 1);
      const other = JSON.stringify({ ...header, ciphertext: encodeBase64url(changed) });
      await expect(readEncryptedExport(other, PASSWORD)).rejects.toMatchObject({ code: "ERR_PASSWORD" });
    }
    const salt = encodeBase64url(fixedBytes("salt", 16));
    const nonce = encodeBase64url(fixedBytes("nonce", 12));
    for (const change of [{ nonce }, { kdf: { ...header.kdf, salt } }, { kdf: { ...header.kdf, n: 2048 } }]) {
      const other = JSON.stringify({ ...header, ciphertext, ...change });
      await expect(readEncryptedExport(other, PASSWORD)).rejects.toMatchObject({ code: "ERR_PASSWORD" });
    }
  });

  it.each<[string, object]>([
    ["would take gigabytes to open", { kdf: { name: "scrypt", n: 2 ** 24, r: 8, p: 1, salt: "A".repeat(22) } }],
    ["asks scrypt for what it cannot do", { kdf: { name: "scrypt", n: 1025, r: 8, p: 1, salt: "A".repeat(22) } }],
    ["is of another version", { version: 2 }],
    ["is of another type", { type: "CscssMeClaimFile" }],
    ["has a member more", { hint: "the usual" }],
    ["has another cipher", { cipher: "none" }],
  ])("is refused if it %s", async (_, change) => {
    const other = JSON.stringify({ ...JSON.parse(text), ...change });
    await expect(readEncryptedExport(other, PASSWORD)).rejects.toMatchObject({ code: "ERR_IMPORT" });
  });

  it.each<[string, (good: string) => JsonValue, string]>([
    ["lacks a member", () => ({ credentials: [], keys: [] }), "ERR_IMPORT"],
    ["has a member more", () => ({ ...PLAIN, notes: [] }), "ERR_IMPORT"],
    [
      "holds a key that is none",
      () => ({ ...PLAIN, keys: [{ name: "a", privateKey: `0x${"00".repeat(32)}` }] }),
      "ERR_PRIVATE_KEY",
    ],
    ["holds a key cut short", () => ({ ...PLAIN, keys: [{ name: "a", privateKey: "0x12" }] }), "ERR_ENCODING"],
    [
      "holds a token that is none",
      () => ({ ...PLAIN, credentials: [{ token: "a.b.c", disclosures: [] }] }),
      "ERR_TOKEN_FORMAT",
    ],
    [
      "holds a disclosure twice",
      (good) => ({ ...PLAIN, credentials: [{ token: good, disclosures: Array(2).fill(record.disclosures[0]) }] }),
      "ERR_DISCLOSURE_DUPLICATE",
    ],
    ["holds a claim file that is none", () => ({ ...PLAIN, claimFiles: [{ type: "x" }] }), "ERR_CLAIM_FILE"],
  ])("is refused if what is in it %s", async (_, plain, code) => {
    await expect(readEncryptedExport(await sealing(plain(record.token)), PASSWORD)).rejects.toMatchObject({ code });
  });

  it.each(["", "{", "[]", "null"])("is not %j", async (other) => {
    await expect(readEncryptedExport(other, PASSWORD)).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_(JSON|IMPORT)$/),
    });
  });
});
