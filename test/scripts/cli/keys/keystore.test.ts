import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decryptKeystoreJson, encryptKeystoreJson, hexlify, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  newIssuerSecrets,
  openIssuerFile,
  withNewKey,
  writeIssuerFile,
} from "../../../../scripts/cli/keys/issuerFile.ts";
import { openKeystore, writeKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import { fixedAddress, fixedBytes } from "../../../fixtures/makeCredential.ts";

const KEY = fixedBytes("account", 32);
const CHEAP = { cost: 1024 };
const PASSWORD = "pässwörd, in any form of Unicode";

describe("keystores (H9)", () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cscss-keys-"));
    file = join(folder, "me.json");
    await writeKeystore(file, KEY, PASSWORD, CHEAP);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are the form that ethers reads, and what ethers writes is read, whichever key derivation it took", async () => {
    const { privateKey } = await decryptKeystoreJson(readFileSync(file, "utf8"), PASSWORD);
    expect(privateKey).toBe(hexlify(KEY));
    const foreign = join(folder, "ethers.json");
    const text = await encryptKeystoreJson(new Wallet(hexlify(KEY)), PASSWORD, { scrypt: { N: 1024 } });
    writeFileSync(foreign, text, { mode: 0o600 });
    expect(await openKeystore(foreign, PASSWORD)).toEqual(KEY);
    expect(await openKeystore(file, PASSWORD.normalize("NFD"))).toEqual(KEY);
  });

  it("cost a guesser what geth's cost, unless a test says otherwise", async () => {
    const dear = join(folder, "dear.json");
    await writeKeystore(dear, KEY, PASSWORD);
    expect(JSON.parse(readFileSync(dear, "utf8")).crypto.kdfparams).toMatchObject({ n: 131_072, r: 8, p: 1 });
  });

  it("hold no key in the clear, are their owner's alone and are never overwritten", async () => {
    expect(readFileSync(file, "utf8")).not.toContain(hexlify(KEY).slice(2));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(writeKeystore(file, KEY, PASSWORD, CHEAP)).rejects.toMatchObject({ code: "ERR_FILE" });
  });

  it("are refused when others can read them", async () => {
    const open = join(folder, "open.json");
    writeFileSync(open, readFileSync(file));
    chmodSync(open, 0o640);
    await expect(openKeystore(open, PASSWORD)).rejects.toMatchObject({
      code: "ERR_KEYSTORE",
      message: expect.stringContaining("mode 640"),
    });
  });

  it("tell a wrong password from a file cut short, whatever the cut, and never say the password", async () => {
    await expect(openKeystore(file, "wrong secret")).rejects.toMatchObject({
      code: "ERR_PASSWORD",
      message: expect.not.stringContaining("wrong secret"),
    });
    const text = readFileSync(file);
    const cut = join(folder, "cut.json");
    for (let length = 0; length < text.length - 2; length += 17) {
      writeFileSync(cut, text.subarray(0, length), { mode: 0o600 });
      await expect(openKeystore(cut, PASSWORD)).rejects.toMatchObject({ code: "ERR_KEYSTORE" });
    }
  });

  it.each([
    ["a changed byte of the ciphertext", /("ciphertext": ")(.)/, "ERR_PASSWORD"],
    ["a cipher of another kind", /(aes-128-)(ctr)/, "ERR_KEYSTORE"],
    ["no hex", /("mac": ")(.)/, "ERR_KEYSTORE"],
    ["another address than the key's", /("address": ")(.)/, "ERR_KEYSTORE"],
  ])("are refused with %s", async (name, pattern, code) => {
    const changed = join(folder, "changed.json");
    const text = readFileSync(file, "utf8").replace(pattern, (_, before: string, old: string) => {
      const other = name === "no hex" ? "x" : old === "ctr" ? "cbc" : old === "0" ? "1" : "0";
      return `${before}${other}`;
    });
    writeFileSync(changed, text, { mode: 0o600 });
    await expect(openKeystore(changed, PASSWORD)).rejects.toMatchObject({ code });
  });

  it("with absurd costs are refused, so that opening one cannot exhaust the machine", async () => {
    const absurd = join(folder, "absurd.json");
    writeFileSync(absurd, readFileSync(file, "utf8").replace('"n": 1024', '"n": 1073741824'), { mode: 0o600 });
    await expect(openKeystore(absurd, PASSWORD)).rejects.toMatchObject({ code: "ERR_KEYSTORE" });
  });
});

describe("issuer files", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cscss-issuer-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("give back what was put in, say nothing of it outside, and are replaced whole", async () => {
    const file = join(folder, "issuer.json");
    const first = newIssuerSecrets(fixedAddress("university"), 31_337);
    await writeIssuerFile(file, first, PASSWORD, CHEAP);
    const second = withNewKey(first, "signing");
    await writeIssuerFile(file, second, PASSWORD, { ...CHEAP, replace: true });
    expect(await openIssuerFile(file, PASSWORD)).toEqual(second);
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain(first.recordSecret);
    expect(text).not.toContain(second.keys[0]?.privateKey);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("whose outside names another organization are refused", async () => {
    const file = join(folder, "swapped.json");
    await writeIssuerFile(file, newIssuerSecrets(fixedAddress("university"), 31_337), PASSWORD, CHEAP);
    const text = readFileSync(file, "utf8").replaceAll(fixedAddress("university"), fixedAddress("mallory"));
    writeFileSync(file, text, { mode: 0o600 });
    await expect(openIssuerFile(file, PASSWORD)).rejects.toMatchObject({ code: "ERR_KEYSTORE" });
  });
});
