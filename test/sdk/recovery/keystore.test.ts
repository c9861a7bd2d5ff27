import { Wallet } from "ethers";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeHex } from "../../../sdk/bytes/hex.ts";
import { nodeScrypt } from "../../../sdk/node/nodeScrypt.ts";
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
    const theirs = new Wallet(encodeHex(fixedBytes("theirs", 32))).encryptSync("x");
    const { address } = await openKeystore(theirs, "x");
    expect(address.slice(2).toLowerCase()).toBe(JSON.parse(theirs).address);
  }, 300_000);

  // The two test vectors of the Web3 Secret Storage Definition.
  it.each([
    [
      "pbkdf2",
      {
        cipherparams: { iv: "6087dab2f9fdbbfaddc31a909735c1e6" },
        ciphertext: "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
        kdfparams: {
          c: 262_144,
          dklen: 32,
          prf: "hmac-sha256",
          salt: "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd",
        },
        mac: "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2",
      },
    ],
    [
      "scrypt",
      {
        cipherparams: { iv: "83dbcc02d8ccb40e466191a123791e0e" },
        ciphertext: "d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c",
        kdfparams: {
          dklen: 32,
          n: 262_144,
          p: 8,
          r: 1,
          salt: "ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19",
        },
        mac: "2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097",
      },
    ],
  ])("opens the vector of the definition with %s", { timeout: 300_000 }, async (kdf, crypto) => {
    const file = JSON.stringify({ crypto: { cipher: "aes-128-ctr", kdf, ...crypto }, version: 3 });
    // As the command line opens it: Node's scrypt refuses so large an N for so small an r.
    const { privateKey } = await openKeystore(file, "testpassword", { scrypt: nodeScrypt });
    expect(encodeHex(privateKey)).toBe("0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d");
  });

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
    // Twelve units of UTF-16, and six characters.
    await expect(createKeystore(PRIVATE_KEY, "\u{1D51E}".repeat(6), { cost })).rejects.toMatchObject({
      code: "ERR_PASSWORD",
    });
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
    [
      "would take minutes to open",
      (file) => {
        const kdfparams = { dklen: 32, c: 10_000_001, prf: "hmac-sha256", salt: "00".repeat(32) };
        return Object.assign(file.crypto, { kdf: "pbkdf2", kdfparams });
      },
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
