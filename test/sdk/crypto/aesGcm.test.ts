import { createCipheriv } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import * as native from "../../../sdk/crypto/aesGcm.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const input = {
  key: fixedBytes("key", 32),
  nonce: fixedBytes("nonce", 12),
  aad: fixedBytes("aad", 20),
  data: fixedBytes("data", 31),
};

vi.doMock("../../../sdk/crypto/nodeCrypto.ts", () => ({ nodeCrypto: undefined }));
vi.resetModules();
const browser = await import("../../../sdk/crypto/aesGcm.ts");
vi.doUnmock("../../../sdk/crypto/nodeCrypto.ts");

describe.each([
  ["node:crypto", native],
  ["WebCrypto", browser],
] as const)("aesGcm over %s", (_name, { encryptAesGcm, decryptAesGcm }) => {
  it("writes ciphertext and tag as node:crypto does, and reads them", async () => {
    const cipher = createCipheriv("aes-256-gcm", input.key, input.nonce).setAAD(input.aad);
    const expected = new Uint8Array(Buffer.concat([cipher.update(input.data), cipher.final(), cipher.getAuthTag()]));
    const encrypted = await encryptAesGcm(input);
    expect(encrypted).toEqual(expected);
    expect(await decryptAesGcm({ ...input, data: encrypted })).toEqual(input.data);
  });

  it.each(["key", "nonce", "aad", "data"] as const)("does not open with another %s", async (part) => {
    const sealed = { ...input, data: await encryptAesGcm(input) };
    sealed[part] = sealed[part].map((byte, index) => (index === 0 ? byte ^ 1 : byte));
    expect(await decryptAesGcm(sealed)).toBeUndefined();
  });

  it("does not open with bytes added, or missing anywhere, down to nothing", async () => {
    const data = await encryptAesGcm(input);
    for (let length = 0; length < data.length; length++) {
      expect(await decryptAesGcm({ ...input, data: data.slice(0, length) })).toBeUndefined();
    }
    expect(await decryptAesGcm({ ...input, data: Uint8Array.of(...data, 0) })).toBeUndefined();
  });

  it.each([0, 11, 13, 16])("takes no nonce of %i bytes", async (length) => {
    await expect(encryptAesGcm({ ...input, nonce: new Uint8Array(length) })).rejects.toThrow();
    await expect(decryptAesGcm({ ...input, nonce: new Uint8Array(length) })).rejects.toThrow();
  });
});

it("is two implementations", () => {
  expect(browser.encryptAesGcm).not.toBe(native.encryptAesGcm);
});
