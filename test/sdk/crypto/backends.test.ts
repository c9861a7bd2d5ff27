import { createECDH, createPublicKey, ECDH, verify } from "node:crypto";
import { createRequire } from "node:module";
import { secp256k1 } from "@noble/curves/secp256k1";
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { nobleSecp256k1 as noble } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { openSecp256k1 } from "../../../sdk/crypto/openSecp256k1.ts";
import type { Secp256k1 } from "../../../sdk/crypto/Secp256k1.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const absent = () => Promise.reject(Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" }));
const wasm = await openSecp256k1({ native: absent });
/** Of machines that have a libsecp256k1 made for them; on others this is WebAssembly again. */
const fastest = await openSecp256k1();
const { Point } = secp256k1;
const { n, p } = { n: Point.Fn.ORDER, p: Point.Fp.ORDER };

const bytes32 = (value: bigint): Uint8Array => hexToBytes(value.toString(16).padStart(64, "0"));
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes)}`);
const mod = (value: bigint): bigint => ((value % n) + n) % n;

const privateKey = fixedBytes("university", 32);
const publicKey = noble.publicKeyOf(privateKey);
const message = fixedBytes("message", 32);
const signature = noble.sign(message, privateKey);

/** What a call comes to, errors of ours included: the same of all backends, or there is a difference. */
function outcomeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return { code: (error as { code?: string }).code ?? String(error) };
  }
}

function expectSame(call: (curve: Secp256k1) => unknown): unknown {
  const outcome = outcomeOf(() => call(noble));
  expect(outcomeOf(() => call(wasm))).toEqual(outcome);
  expect(outcomeOf(() => call(fastest))).toEqual(outcome);
  return outcome;
}

/** A third opinion, on signatures in range with a low S. */
function nodeVerifies(given: Uint8Array, text: Uint8Array, key: Uint8Array): boolean {
  const point = noble.decompress(key);
  const jwk = {
    kty: "EC",
    crv: "secp256k1",
    x: encodeBase64url(point.slice(1, 33)),
    y: encodeBase64url(point.slice(33)),
  };
  return verify(
    "sha256",
    text,
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    given,
  );
}

function nodeSharedX(key: Uint8Array, peer: Uint8Array): Uint8Array {
  const ecdh = createECDH("secp256k1");
  ecdh.setPrivateKey(key);
  return new Uint8Array(
    ecdh.computeSecret(ECDH.convertKey(peer, "secp256k1", undefined, undefined, "uncompressed") as Buffer),
  );
}

const scalars = fc.bigInt({ min: 1n, max: n - 1n });
const messages = fc.uint8Array({ maxLength: 200 });
const anyNumber = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, n / 2n, n / 2n + 1n, n - 1n, n, n + 1n, p - n - 1n, p - n, p - 1n, p, 2n ** 256n - 1n),
  fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
);

describe("openSecp256k1", () => {
  it("gives libsecp256k1 itself where there is one for this machine, and does not load WebAssembly then", async () => {
    const loaded: string[] = [];
    const wasm = (): Promise<never> => {
      loaded.push("wasm");
      return absent();
    };
    const bindings = nativeBindings();
    const curve = await openSecp256k1({ wasm });
    expect(loaded).toEqual(bindings === undefined ? ["wasm"] : []);
    expect(curve === noble).toBe(bindings === undefined);
    const files = Object.keys(createRequire(import.meta.url).cache);
    expect(files.some((file) => file.includes("secp256k1"))).toBe(true);
    // The package's own JavaScript is never taken for it.
    expect(files.filter((file) => file.includes("elliptic"))).toEqual([]);
  });

  it("falls back to WebAssembly, and without it to plain JavaScript", async () => {
    expect(wasm).not.toBe(noble);
    expect(await openSecp256k1({ native: absent, wasm: absent })).toBe(noble);
    const blocked = () => Promise.reject(new Error("blocked by policy"));
    expect(await openSecp256k1({ native: blocked, wasm: blocked })).toBe(noble);
  });

  it("takes the package from whoever bundles it", async () => {
    const curve = await openSecp256k1({ native: absent, wasm: () => import("tiny-secp256k1") });
    expect(curve).not.toBe(noble);
    expect(curve.sign(message, privateKey)).toEqual(signature);
  });
});

describe("the backends agree, and node:crypto with them", () => {
  it("on keys, signatures, recovered keys and shared points of 200 random cases", () => {
    fc.assert(
      fc.property(scalars, scalars, messages, (one, other, text) => {
        const [key, peer] = [bytes32(one), noble.publicKeyOf(bytes32(other))];
        const own = expectSame((curve) => curve.publicKeyOf(key)) as Uint8Array;
        const signed = expectSame((curve) => curve.sign(text, key)) as Uint8Array;
        expect(nodeVerifies(signed, text, own)).toBe(true);
        expect(expectSame((curve) => curve.verify(signed, text, own))).toBe(true);
        expect(expectSame((curve) => curve.verify(signed, text, peer))).toBe(one === other);
        const keys = expectSame((curve) => curve.recover(signed, text)) as Uint8Array[];
        expect(keys).toContainEqual(own);
        for (const recovered of keys) expect(nodeVerifies(signed, text, recovered)).toBe(true);
        for (const parity of [0, 1] as const) expectSame((curve) => curve.recoverOne(signed, text, parity));
        expect(expectSame((curve) => curve.sharedX(key, peer))).toEqual(nodeSharedX(key, peer));
        expect(expectSame((curve) => curve.sharedXOnce(key, peer))).toEqual(nodeSharedX(key, peer));
        const whole = expectSame((curve) => curve.decompress(peer)) as Uint8Array;
        expect(expectSame((curve) => curve.compress(whole))).toEqual(peer);
      }),
      { numRuns: 200 },
    );
  }, 240_000);

  it("on signatures of any two numbers, in range or not", () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (r, s) => {
        const given = concatBytes(bytes32(r), bytes32(s));
        const inRange = r > 0n && r < n && s > 0n && s <= n / 2n;
        const good = expectSame((curve) => curve.verify(given, message, publicKey));
        const keys = expectSame((curve) => curve.recover(given, message)) as Uint8Array[];
        if (!inRange) expect({ good, keys }).toEqual({ good: false, keys: [] });
        else expect(good).toBe(nodeVerifies(given, message, publicKey));
        for (const key of keys) expect(nodeVerifies(given, message, key)).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 240_000);

  it.each([0, 1, 31, 32, 33, 63, 65, 96])("that %i bytes are no signature", (length) => {
    const given = fixedBytes("signature", 32).length < length ? new Uint8Array(length).fill(1) : new Uint8Array(length);
    expect(expectSame((curve) => curve.verify(given, message, publicKey))).toBe(false);
    expect(expectSame((curve) => curve.recover(given, message))).toEqual([]);
  });

  it("that a signature turned to the high S, changed in any bit or of another message is none", () => {
    const flipped = concatBytes(signature.slice(0, 32), bytes32(n - numberOf(signature.slice(32))));
    expect(nodeVerifies(flipped, message, publicKey)).toBe(true);
    expect(expectSame((curve) => curve.verify(flipped, message, publicKey))).toBe(false);
    expect(expectSame((curve) => curve.recover(flipped, message))).toEqual([]);
    for (let bit = 0; bit < 512; bit += 7) {
      const changed = Uint8Array.from(signature);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(expectSame((curve) => curve.verify(changed, message, publicKey))).toBe(false);
    }
    expect(expectSame((curve) => curve.verify(signature, fixedBytes("another", 32), publicKey))).toBe(false);
  }, 120_000);

  it("that no key is recovered where it would be the point at infinity", () => {
    // s·R = z·G, so r⁻¹(s·R − z·G) is nothing.
    const z = mod(numberOf(sha256(message)));
    for (const k of [1n, 2n, 3n, mod(numberOf(fixedBytes("nonce", 32)))]) {
      const r = Point.BASE.multiply(k).toAffine().x;
      const s = mod(z * inverse(k));
      const low = s > n / 2n ? n - s : s;
      const given = concatBytes(bytes32(r), bytes32(low));
      expect(expectSame((curve) => curve.recover(given, message))).toHaveLength(1);
    }
  });

  it("on nonce points with an x beyond the order, which recovery ids 2 and 3 stand for: they are not tried", () => {
    for (let r = 1n; r < 40n; r++) {
      const given = concatBytes(bytes32(r), bytes32(7n));
      const keys = expectSame((curve) => curve.recover(given, message)) as Uint8Array[];
      expect(keys).toHaveLength(isOnCurve(r) ? 2 : 0);
    }
  });

  it.each<[string, Uint8Array]>([
    ["zero", new Uint8Array(32)],
    ["the order", bytes32(n)],
    ["one more than the order", bytes32(n + 1n)],
    ["all ones", new Uint8Array(32).fill(255)],
    ["31 bytes", privateKey.slice(1)],
    ["33 bytes", concatBytes(privateKey, Uint8Array.of(0))],
    ["no bytes", new Uint8Array()],
  ])("that a private key of %s is none", (_what, key) => {
    const refused = { code: "ERR_PRIVATE_KEY" };
    expect(expectSame((curve) => curve.publicKeyOf(key))).toEqual(refused);
    expect(expectSame((curve) => curve.sign(message, key))).toEqual(refused);
    expect(expectSame((curve) => curve.sharedX(key, publicKey))).toEqual(refused);
    expect(expectSame((curve) => curve.sharedXOnce(key, publicKey))).toEqual(refused);
  });

  it.each<[string, bigint]>([
    ["one", 1n],
    ["two", 2n],
    ["the order less one", n - 1n],
    ["half the order", n / 2n],
  ])("on the private key %s", (_what, key) => {
    const bytes = bytes32(key);
    expectSame((curve) => curve.publicKeyOf(bytes));
    expectSame((curve) => curve.sign(message, bytes));
    expect(expectSame((curve) => curve.sharedX(bytes, publicKey))).toEqual(nodeSharedX(bytes, publicKey));
    expect(expectSame((curve) => curve.sharedXOnce(bytes, publicKey))).toEqual(nodeSharedX(bytes, publicKey));
  });

  it("that x off the curve, beyond the field, another prefix or length is no public key", () => {
    const whole = noble.decompress(publicKey);
    const others: Uint8Array[] = [
      new Uint8Array(33),
      new Uint8Array(1),
      new Uint8Array(),
      publicKey.slice(1),
      publicKey.slice(0, 32),
      concatBytes(publicKey, Uint8Array.of(0)),
      whole,
      new Uint8Array(65),
      ...[0, 1, 4, 5, 6, 7].map((prefix) => concatBytes(Uint8Array.of(prefix), publicKey.slice(1))),
      ...[5n, 7n, 0n, p, p + 1n, 2n ** 256n - 1n].map((x) => concatBytes(Uint8Array.of(2), bytes32(x))),
    ];
    for (const bytes of others) {
      expect(expectSame((curve) => curve.isPublicKey(bytes))).toBe(false);
      expect(expectSame((curve) => curve.decompress(bytes))).toEqual({ code: "ERR_PUBLIC_KEY" });
      expect(expectSame((curve) => curve.sharedX(privateKey, bytes))).toEqual({ code: "ERR_PUBLIC_KEY" });
      expect(expectSame((curve) => curve.verify(signature, message, bytes))).toBe(false);
    }
    // Hybrid encodings, with the parity in the prefix, are a second way to write a point.
    const parity = (whole[64] as number) & 1;
    const wrongY = Uint8Array.from(whole, (byte, index) => (index === 64 ? byte ^ 2 : byte));
    for (const bytes of [
      concatBytes(Uint8Array.of(6 + parity), whole.slice(1)),
      concatBytes(Uint8Array.of(7 - parity), whole.slice(1)),
      wrongY,
      whole.slice(0, 64),
      publicKey,
      concatBytes(Uint8Array.of(4), bytes32(0n), bytes32(0n)),
      concatBytes(Uint8Array.of(4), whole.slice(1, 33), bytes32(p)),
    ]) {
      expect(expectSame((curve) => curve.compress(bytes))).toEqual({ code: "ERR_PUBLIC_KEY" });
    }
  });

  it("on which numbers are an x of the curve", () => {
    fc.assert(
      fc.property(anyNumber, fc.constantFrom(2, 3), (x, prefix) => {
        const bytes = concatBytes(Uint8Array.of(prefix), bytes32(x));
        expect(expectSame((curve) => curve.isPublicKey(bytes))).toBe(x < p && isOnCurve(x));
      }),
      { numRuns: 300 },
    );
  });
});

/** Undefined where the package has none for this machine. */
function nativeBindings(): unknown {
  try {
    return createRequire(import.meta.url)("secp256k1/bindings.js");
  } catch {
    return undefined;
  }
}

function inverse(value: bigint): bigint {
  return Point.Fn.inv(value);
}

/** By Euler: whether x³ + 7 is a square. */
function isOnCurve(x: bigint): boolean {
  const { Fp } = Point;
  const square = Fp.add(Fp.mul(Fp.mul(x, x), x), 7n);
  return Fp.pow(square, (p - 1n) / 2n) === 1n;
}
