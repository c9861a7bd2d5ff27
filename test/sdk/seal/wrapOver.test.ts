import { createCipheriv, createHash, createHmac } from "node:crypto";
import { decryptWithPrivateKey } from "eth-crypto";
import { describe, expect, it, vi } from "vitest";
import { decodeHex, encodeHex } from "../../../sdk/bytes/hex.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { openSecp256k1 } from "../../../sdk/crypto/openSecp256k1.ts";
import { unwrapWithEthCrypto, wrapWithEthCrypto } from "../../../sdk/seal/ethCrypto.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { open } from "../../../sdk/seal/open.ts";
import { seal } from "../../../sdk/seal/seal.ts";
import type { WrappedKey } from "../../../sdk/seal/WrappedKey.ts";
import { unwrapOver, wrapOver } from "../../../sdk/seal/wrapOver.ts";
import { effort } from "../../fixtures/effort.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import { openInputOf, opens, randomOf, refused, sealInputOf } from "./support/vectors.ts";

const wasm = await openSecp256k1({ native: () => Promise.reject(new Error("not wanted here")) });
const hex = (bytes: Uint8Array): string => encodeHex(bytes).slice(2);
const bytes = (text: string): Uint8Array => decodeHex(text, (text.length - 2) / 2);
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const privateKey = fixedBytes("graduate", 32);
const input = {
  text: "a text",
  publicKey: nobleSecp256k1.publicKeyOf(privateKey),
  iv: fixedBytes("iv", 16),
  ephemeralPrivateKey: fixedBytes("ephemeral", 32),
};

describe.each([
  ["noble", nobleSecp256k1],
  ["WebAssembly", wasm],
  ["the fastest there is", await openSecp256k1()],
] as const)("wrapping over %s", (_name, curve) => {
  it("writes eth-crypto's bytes, and each opens what the other wrote, for 200 random keys", async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes32,
        bytes32,
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.string({ unit: "grapheme", maxLength: 100 }),
        async (key, ephemeralPrivateKey, iv, text) => {
          const publicKey = curve.publicKeyOf(key);
          const given = { text, publicKey, iv, ephemeralPrivateKey };
          const [ours, theirs] = [await wrapOver(curve)(given), await wrapWithEthCrypto(given)];
          expect(ours).toEqual(theirs);
          expect(await decryptWithPrivateKey(hex(key), ours)).toBe(text);
          expect(await unwrapOver(curve, key)(theirs)).toBe(text);
        },
      ),
      { numRuns: effort(200, 2) },
    );
  }, 240_000);

  it("opens nothing that was changed, or made for another key", async () => {
    const wrapped = await wrapOver(curve)(input);
    const unwrap = unwrapOver(curve, privateKey);
    expect(await unwrap(wrapped)).toBe("a text");
    await expect(unwrapOver(curve, fixedBytes("mallory", 32))(wrapped)).rejects.toMatchObject({
      code: "ERR_SEAL_OPEN",
      details: { layer: "holder" },
    });
    for (const field of ["iv", "ephemPublicKey", "ciphertext", "mac"] as const) {
      const changed = bytes(`0x${wrapped[field]}`);
      changed[changed.length - 1] = (changed.at(-1) as number) ^ 1;
      await expect(unwrap({ ...wrapped, [field]: hex(changed) })).rejects.toThrow();
      await expect(unwrap({ ...wrapped, [field]: wrapped[field].slice(2) })).rejects.toThrow();
      await expect(unwrap({ ...wrapped, [field]: wrapped[field].slice(0, -2) })).rejects.toThrow();
      await expect(unwrap({ ...wrapped, [field]: `${wrapped[field]}00` })).rejects.toThrow();
      await expect(unwrap({ ...wrapped, [field]: "" })).rejects.toThrow();
      await expect(unwrap({ ...wrapped, [field]: "zz" })).rejects.toThrow();
    }
  });

  it("refuses keys that are none", async () => {
    const wrap = wrapOver(curve);
    await expect(wrap({ ...input, publicKey: new Uint8Array(33) })).rejects.toMatchObject({ code: "ERR_PUBLIC_KEY" });
    await expect(wrap({ ...input, ephemeralPrivateKey: new Uint8Array(32) })).rejects.toMatchObject({
      code: "ERR_PRIVATE_KEY",
    });
    await expect(wrap({ ...input, text: "\ud800" })).rejects.toMatchObject({ code: "ERR_ENCODING" });
  });

  it.each(opens)("seals and opens the vector: $name", async (vector) => {
    const { token, disclosures } = vector;
    const sealed = await seal({
      ...sealInputOf(vector, randomOf(vector), curve),
      wrap: wrapOver(curve),
      curve,
    });
    expect(encodeHex(sealed)).toBe(vector.sealed);
    expect(await open({ ...openInputOf(vector, curve), curve })).toMatchObject({ token, disclosures });
  });

  it.each(refused)("refuses the vector in its layer: $name", async ({ layer, vector }) => {
    const opening = open({ ...openInputOf(vector, curve), curve });
    await expect(opening).rejects.toMatchObject({ code: "ERR_SEAL_OPEN", details: { layer } });
  });
});

/** Wraps bytes that are no text at all, or of a length that is none. The MAC fits. */
async function wrapBytes(plain: Uint8Array): Promise<WrappedKey> {
  const ephemeral = nobleSecp256k1.decompress(nobleSecp256k1.publicKeyOf(input.ephemeralPrivateKey));
  const keys = createHash("sha512").update(nobleSecp256k1.sharedX(input.ephemeralPrivateKey, input.publicKey)).digest();
  const cipher = createCipheriv("aes-256-cbc", keys.subarray(0, 32), input.iv).setAutoPadding(false);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  const mac = createHmac("sha256", keys.subarray(32)).update(input.iv).update(ephemeral).update(ciphertext).digest();
  return { iv: hex(input.iv), ephemPublicKey: hex(ephemeral), ciphertext: hex(ciphertext), mac: hex(mac) };
}

describe("what was wrapped with a MAC that fits and a padding that does not", () => {
  it.each([
    ["our own code", unwrapOver(nobleSecp256k1, privateKey)],
    ["eth-crypto", unwrapWithEthCrypto(privateKey)],
  ])("does not open with %s, and is told as what does not", async (_, unwrap) => {
    const unpadded = await wrapBytes(new Uint8Array(32));
    await expect(unwrap(unpadded)).rejects.toMatchObject({ code: "ERR_SEAL_OPEN", details: { layer: "holder" } });
    // A sign that is left out by one reader and not by the other would open for one of them only.
    const marked = await wrapBytes(Buffer.from("\ufeff0123456789AB\u0001"));
    expect(await unwrap(marked)).toBe("\ufeff0123456789AB");
  });
});

describe("eth-crypto", () => {
  it("is believed about why it did not open only where our own code reads the same", async () => {
    const broken = new ReferenceError("Buffer is not defined");
    vi.resetModules();
    vi.doMock("eth-crypto", () => ({ decryptWithPrivateKey: () => Promise.reject(broken) }));
    const { unwrapWithEthCrypto: unwrapWith } = await import("../../../sdk/seal/ethCrypto.ts");
    const wrapped = await wrapOver(nobleSecp256k1)(input);
    await expect(unwrapWith(privateKey)(wrapped)).rejects.toBe(broken);
    const other = unwrapWith(fixedBytes("mallory", 32));
    await expect(other(wrapped)).rejects.toMatchObject({ code: "ERR_SEAL_OPEN" });
    vi.doUnmock("eth-crypto");
    vi.resetModules();
  });
});

describe("A decryption key in memory", () => {
  it("opens over the backend it is given, and with eth-crypto where it is given none", async () => {
    let used = 0;
    const sharedX: typeof nobleSecp256k1.sharedX = (...keys) => {
      used++;
      return nobleSecp256k1.sharedX(...keys);
    };
    const wrapped = await wrapWithEthCrypto(input);
    expect(await memoryDecryptionKey(privateKey, { ...nobleSecp256k1, sharedX }).unwrap(wrapped)).toBe("a text");
    expect(used).toBe(1);
    expect(await memoryDecryptionKey(privateKey).unwrap(wrapped)).toBe("a text");
  });
});

describe("without Node", () => {
  it("a key in memory opens, and sealing wraps, without eth-crypto", async () => {
    const [vector] = opens as [(typeof opens)[number]];
    const asked = vi.fn();
    vi.resetModules();
    vi.doMock("../../../sdk/crypto/nodeCrypto.ts", () => ({ nodeCrypto: undefined }));
    vi.doMock("eth-crypto", () => {
      asked();
      return {};
    });
    const browser = await import("../../../sdk/seal/memoryDecryptionKey.ts");
    expect(await browser.memoryDecryptionKey(privateKey).unwrap(await wrapOver(nobleSecp256k1)(input))).toBe("a text");
    const sealing = await import("../../../sdk/seal/seal.ts");
    expect(encodeHex(await sealing.seal(sealInputOf(vector, randomOf(vector))))).toBe(vector.sealed);
    expect(asked).not.toHaveBeenCalled();
    vi.doUnmock("eth-crypto");
    vi.doUnmock("../../../sdk/crypto/nodeCrypto.ts");
    vi.resetModules();
  });

  it("writes and opens the same bytes with WebCrypto", async () => {
    const wrapped = await wrapOver(nobleSecp256k1)(input);
    vi.resetModules();
    vi.doMock("../../../sdk/crypto/nodeCrypto.ts", () => ({ nodeCrypto: undefined }));
    const browser = await import("../../../sdk/seal/wrapOver.ts");
    const curve = (await import("../../../sdk/crypto/nobleSecp256k1.ts")).nobleSecp256k1;
    expect(await browser.wrapOver(curve)(input)).toEqual(wrapped);
    expect(await browser.unwrapOver(curve, privateKey)(wrapped)).toBe("a text");
    const unpadded = await wrapBytes(new Uint8Array(32));
    await expect(browser.unwrapOver(curve, privateKey)(unpadded)).rejects.toMatchObject({ code: "ERR_SEAL_OPEN" });
    vi.doUnmock("../../../sdk/crypto/nodeCrypto.ts");
  });
});
