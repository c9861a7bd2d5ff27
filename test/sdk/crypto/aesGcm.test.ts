import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { decryptAesGcm, encryptAesGcm } from "../../../sdk/crypto/aesGcm.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const input = {
  key: fixedBytes("key", 32),
  nonce: fixedBytes("nonce", 12),
  aad: fixedBytes("aad", 20),
  data: fixedBytes("data", 31),
};

describe("aesGcm", () => {
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
    await expect(decryptAesGcm(sealed)).rejects.toThrow();
  });
});
