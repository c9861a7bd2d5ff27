import { createECDH, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { nobleSecp256k1 as curve } from "../../../sdk/crypto/nobleSecp256k1.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const privateKey = fixedBytes("university", 32);
const publicKey = curve.publicKeyOf(privateKey);
const message = fixedBytes("message", 32);

function jwk(key: Uint8Array) {
  const point = curve.decompress(key);
  return { kty: "EC", crv: "secp256k1", x: encodeBase64url(point.slice(1, 33)), y: encodeBase64url(point.slice(33)) };
}

function bytes32(value: bigint): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(64, "0"), "hex"));
}

describe("nobleSecp256k1", () => {
  it("signs what node:crypto verifies, the same way every time", () => {
    const key = createPublicKey({ key: jwk(publicKey), format: "jwk" });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (text) => {
        const signature = curve.sign(text, privateKey);
        expect(curve.sign(text, privateKey)).toEqual(signature);
        expect(verify("sha256", text, { key, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("verifies what node:crypto signs, if its S is low", () => {
    const key = createPrivateKey({ key: { ...jwk(publicKey), d: encodeBase64url(privateKey) }, format: "jwk" });
    for (let run = 0; run < 20; run++) {
      const signature = new Uint8Array(sign("sha256", message, { key, dsaEncoding: "ieee-p1363" }));
      const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString("hex")}`);
      const flipped = Uint8Array.from([...signature.subarray(0, 32), ...bytes32(ORDER - s)]);
      expect([curve.verify(signature, message, publicKey), curve.verify(flipped, message, publicKey)].sort()).toEqual([
        false,
        true,
      ]);
    }
  });

  it("verifies under no other key, message or signature", () => {
    const signature = curve.sign(message, privateKey);
    const other = curve.publicKeyOf(fixedBytes("mallory", 32));
    expect(curve.verify(signature, message, publicKey)).toBe(true);
    expect(curve.verify(signature, message, other)).toBe(false);
    expect(curve.verify(signature, fixedBytes("other", 32), publicKey)).toBe(false);
    expect(curve.verify(signature.slice(0, 63), message, publicKey)).toBe(false);
    expect(curve.verify(signature, message, publicKey.slice(1))).toBe(false);
    expect(curve.verify(new Uint8Array(64), message, publicKey)).toBe(false);
  });

  it("recovers two candidates of which one is the signer", () => {
    for (const label of ["a", "b", "c", "d"]) {
      const candidates = curve.recover(curve.sign(message, fixedBytes(label, 32)), message);
      expect(candidates).toHaveLength(2);
      expect(candidates).toContainEqual(curve.publicKeyOf(fixedBytes(label, 32)));
    }
    expect(curve.recover(new Uint8Array(64).fill(255), message)).toEqual([]);
    const noPointHasThisR = Uint8Array.from([...bytes32(5n), ...bytes32(1n)]);
    expect(curve.recover(noPointHasThisR, message)).toEqual([]);
  });

  it("agrees with node:crypto on the shared x", () => {
    const node = createECDH("secp256k1");
    node.setPrivateKey(fixedBytes("graduate", 32));
    const peer = new Uint8Array(node.getPublicKey(null, "compressed"));
    expect(curve.sharedX(privateKey, peer)).toEqual(new Uint8Array(node.computeSecret(publicKey)));
  });

  it("takes one encoding of a public key only", () => {
    const point = curve.decompress(publicKey);
    expect(curve.compress(point)).toEqual(publicKey);
    expect(curve.isPublicKey(publicKey)).toBe(true);
    const offCurve = Uint8Array.from([2, ...bytes32(5n)]);
    const overField = Uint8Array.from([2, ...new Uint8Array(32).fill(255)]);
    const hybrid = Uint8Array.from([6 + ((point[64] ?? 0) & 1), ...point.slice(1)]);
    for (const bytes of [
      point,
      offCurve,
      overField,
      hybrid,
      publicKey.slice(0, 32),
      new Uint8Array(33),
      new Uint8Array(1),
      new Uint8Array(),
    ]) {
      expect(curve.isPublicKey(bytes)).toBe(false);
      expect(() => curve.decompress(bytes)).toThrow(expect.objectContaining({ code: "ERR_PUBLIC_KEY" }));
    }
    for (const bytes of [publicKey, hybrid, Uint8Array.from([...point.slice(0, 64), (point[64] ?? 0) ^ 1])]) {
      expect(() => curve.compress(bytes)).toThrow(expect.objectContaining({ code: "ERR_PUBLIC_KEY" }));
    }
    expect(() => curve.sharedX(privateKey, point)).toThrow(expect.objectContaining({ code: "ERR_PUBLIC_KEY" }));
  });

  it.each([
    ["zero", 0n],
    ["the order", ORDER],
    ["all bits", 2n ** 256n - 1n],
  ])("refuses %s as a private key", (_what, value) => {
    expect(() => curve.publicKeyOf(bytes32(value))).toThrow(expect.objectContaining({ code: "ERR_PRIVATE_KEY" }));
    expect(() => curve.sign(message, bytes32(value))).toThrow(expect.objectContaining({ code: "ERR_PRIVATE_KEY" }));
  });

  it("refuses a private key of another length", () => {
    expect(() => curve.publicKeyOf(privateKey.slice(1))).toThrow(expect.objectContaining({ code: "ERR_PRIVATE_KEY" }));
  });
});
