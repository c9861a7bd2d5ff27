import { Wallet } from "ethers";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeHex } from "../../../sdk/bytes/hex.ts";
import { createKeystore } from "../../../sdk/recovery/createKeystore.ts";
import { openKeystore } from "../../../sdk/recovery/openKeystore.ts";
import { fixedAddress, fixedBytes } from "../../fixtures/makeCredential.ts";

const PRIVATE_KEY = fixedBytes("graduate", 32);
const PASSWORD = "correct horse battery staple";
const cost = { N: 1024 };

describe("a keystore", () => {
  let text: string;

  beforeAll(async () => {
    text = await createKeystore(PRIVATE_KEY, PASSWORD, { cost });
  });

  it("gives the key back for the password, and its address", async () => {
    const opened = await openKeystore(text, PASSWORD);
    expect(opened).toEqual({ privateKey: PRIVATE_KEY, address: fixedAddress("graduate") });
  });

  it("is one that other wallets open, and theirs open here", async () => {
    const { privateKey } = await Wallet.fromEncryptedJson(text, PASSWORD);
    expect(privateKey).toBe(encodeHex(PRIVATE_KEY));
    const theirs = Wallet.createRandom().encryptSync("x");
    const { address } = await openKeystore(theirs, "x");
    expect(address.slice(2).toLowerCase()).toBe(JSON.parse(theirs).address);
  }, 300_000);

  it("holds nothing of the key in the clear, and is another one every time", async () => {
    expect(text).not.toContain(encodeHex(PRIVATE_KEY).slice(2));
    expect(await createKeystore(PRIVATE_KEY, PASSWORD, { cost })).not.toBe(text);
  });

  it("opens with the same password composed in another way", async () => {
    const accented = await createKeystore(PRIVATE_KEY, "Zu\u0308rich-bei-Nacht", { cost });
    expect((await openKeystore(accented, "Z\u00fcrich-bei-Nacht")).privateKey).toEqual(PRIVATE_KEY);
  });

  // Slow on purpose, and many times slower where coverage is measured.
  it("is protected with 2^17 rounds of scrypt unless told otherwise, and tells how far it is", {
    timeout: 300_000,
  }, async () => {
    const progress: number[] = [];
    const strong = await createKeystore(PRIVATE_KEY, PASSWORD, { onProgress: (done) => progress.push(done) });
    const { crypto } = JSON.parse(strong) as { crypto: { kdfparams: object } };
    expect(crypto.kdfparams).toMatchObject({ n: 131_072, r: 8, p: 1 });
    expect(progress.at(-1)).toBe(1);
  });

  it("is not made with a short password or no key", async () => {
    await expect(createKeystore(PRIVATE_KEY, "elevenchars", { cost })).rejects.toMatchObject({ code: "ERR_PASSWORD" });
    await expect(createKeystore(new Uint8Array(32), PASSWORD, { cost })).rejects.toMatchObject({
      code: "ERR_PRIVATE_KEY",
    });
  });

  it("does not open with another password, and says nothing of the key", async () => {
    const error: Error = await openKeystore(text, "another password").then(
      () => new Error("It opened."),
      (reason) => reason,
    );
    expect(error).toMatchObject({ code: "ERR_PASSWORD" });
    expect(error.cause).toBeUndefined();
  });

  it.each<[string, (file: { crypto: { kdfparams: { n: number }; kdf: string; ciphertext: string } }) => unknown]>([
    ["names another address", (file) => Object.assign(file, { address: "00".repeat(20) })],
    ["is of another version", (file) => Object.assign(file, { version: 1 })],
    ["would take gigabytes to open", (file) => Object.assign(file.crypto.kdfparams, { n: 2 ** 24 })],
    ["uses another way to stretch the password", (file) => Object.assign(file.crypto, { kdf: "pbkdf2" })],
    [
      "would have its password stretched in a way scrypt cannot",
      (file) => Object.assign(file.crypto.kdfparams, { n: 1000 }),
    ],
    ["is cut short inside", (file) => Object.assign(file.crypto, { ciphertext: "0" })],
    ["lacks its secret", (file) => Object.assign(file, { crypto: undefined })],
  ])("is refused if it %s", async (_, change) => {
    const file = JSON.parse(text);
    change(file);
    await expect(openKeystore(JSON.stringify(file), PASSWORD)).rejects.toMatchObject({ code: "ERR_KEYSTORE" });
  });

  it.each(["", "{", "[]", "null", '"text"', '{"version":3}'])("is not %j", async (other) => {
    await expect(openKeystore(other, PASSWORD)).rejects.toMatchObject({ code: "ERR_KEYSTORE" });
  });
});
