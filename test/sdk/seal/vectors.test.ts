import { createDecipheriv, createECDH, createHash, createHmac, ECDH, hkdfSync } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../sdk/bytes/hex.ts";
import { DICTIONARY } from "../../../sdk/seal/dictionary.ts";
import { closeIssuerLayer } from "../../../sdk/seal/issuerLayer.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { memorySealingKey } from "../../../sdk/seal/memorySealingKey.ts";
import { open } from "../../../sdk/seal/open.ts";
import { pack } from "../../../sdk/seal/pack.ts";
import { partiesOf } from "../../../sdk/seal/partiesOf.ts";
import { seal } from "../../../sdk/seal/seal.ts";
import { sealAad } from "../../../sdk/seal/sealAad.ts";
import { unpack } from "../../../sdk/seal/unpack.ts";
import { payloadHash } from "../../../sdk/token/payloadHash.ts";
import type { SealVector as Vector } from "../../fixtures/sealVectors.ts";
import { dictionariesOf, OPENS, packedWith, REFUSED } from "../../fixtures/sealVectors.ts";
import vectors from "../../vectors/seal.json" with { type: "json" };

const bytes = (hex: string): Uint8Array => decodeHex(hex, (hex.length - 2) / 2);
const first = OPENS[0] as Vector;

function contextOf({ context }: Pick<Vector, "context">) {
  return { ...context, chainId: BigInt(context.chainId), recordId: bytes(context.recordId) };
}

function openInputOf(vector: Vector) {
  return {
    sealed: bytes(vector.sealed),
    context: contextOf(vector),
    issuer: vector.issuer,
    holder: vector.holder,
    issuerSealingKey: bytes(vector.sealingPublicKey),
    decryptionKey: memoryDecryptionKey(bytes(vector.holderPrivateKey)),
    shredHalf: bytes(vector.shredHalf),
    payloadHash: vector.payloadHash,
    dictionaryOf: dictionariesOf(vector),
  };
}

describe.each(OPENS)("vector: $name", (vector) => {
  const context = contextOf(vector);
  const sealingKey = memorySealingKey(bytes(vector.sealingPrivateKey));

  it("comes out byte for byte", async () => {
    const { token, disclosures, issuer, holder } = vector;
    const [seed, shredHalf, holderPublicKey] = [vector.seed, vector.shredHalf, vector.holderPublicKey].map(bytes) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const { nonce, contentKey, iv, ephemeralPrivateKey } = vector.random;
    const answers = [nonce, contentKey, iv, ephemeralPrivateKey].map(bytes);
    const random = (length: number): Uint8Array => {
      const answer = answers.shift() ?? new Uint8Array();
      expect(answer).toHaveLength(length);
      return answer;
    };
    const aad = sealAad(context);
    const dictionary = packedWith(vector);
    const packed = pack({ token, disclosures, seed, parties: partiesOf({ context, issuer, holder }), ...dictionary });
    const sharedX = await sealingKey.sharedX(holderPublicKey);
    expect(encodeHex(sealingKey.publicKey)).toBe(vector.sealingPublicKey);
    expect(payloadHash(token)).toBe(vector.payloadHash);
    expect(encodeHex(aad)).toBe(vector.aad);
    expect(encodeHex(packed)).toBe(vector.packed);
    expect(encodeHex(await closeIssuerLayer({ sharedX, aad, nonce: bytes(nonce), data: packed }))).toBe(
      vector.issuerLayer,
    );
    const sealed = await seal({
      token,
      disclosures,
      seed,
      context,
      issuer,
      holder,
      sealingKey,
      holderPublicKey,
      shredHalf,
      random,
      ...dictionary,
    });
    expect(encodeHex(sealed)).toBe(vector.sealed);
  });

  it("opens", async () => {
    const { token, disclosures } = await open(openInputOf(vector));
    expect({ token, disclosures }).toEqual({ token: vector.token, disclosures: vector.disclosures });
  });

  it("opens with node:crypto alone, by the page docs/SEALED-FORM.md", () => {
    const packed = openByThePage(vector);
    expect(encodeHex(packed)).toBe(vector.packed);
    const { token, disclosures } = packed[0] === 0 ? splitByThePage(packed) : expandByThePage(packed, vector);
    expect({ token, disclosures }).toEqual({ token: vector.token, disclosures: vector.disclosures });
  });
});

describe("the dictionary of the vectors", () => {
  it("is the one we pack with", () => {
    expect(vectors.dictionary.bytes).toBe(encodeHex(DICTIONARY));
  });
});

describe("a packed form of another deflate", () => {
  it("opens to the same credential", () => {
    const packed = bytes(first.packed);
    const stream = packed.subarray(82 + 16 * (packed[81] ?? 0));
    const text = inflateRawSync(stream, { dictionary: DICTIONARY });
    // One stored block: its length, the complement of it, the text.
    const head = Buffer.of(1, text.length & 255, text.length >> 8, ~text.length & 255, (~text.length >> 8) & 255);
    const stored = Uint8Array.from([...packed.subarray(0, packed.length - stream.length), ...head, ...text]);
    const { issuer, holder } = first;
    expect(unpack(stored, partiesOf({ context: contextOf(first), issuer, holder })).token).toBe(first.token);
  });
});

describe.each(REFUSED)("vector: $name", ({ layer, vector }) => {
  it(`is refused in the layer ${layer}`, async () => {
    await expect(open(openInputOf(vector))).rejects.toMatchObject({ code: "ERR_SEAL_OPEN", details: { layer } });
  });
});

/** The two layers of encryption, opened without any code of the SDK. */
function openByThePage(vector: Vector): Buffer {
  const sealed = Buffer.from(vector.sealed.slice(2), "hex");
  const at = (from: number, to?: number): Buffer => sealed.subarray(from, to);
  const { chainId, wallet, recordId, payloadSequence, sealingKeyNumber } = vector.context;
  const aad = Buffer.concat([
    Buffer.from("cscss-me/seal/1"),
    Buffer.from(BigInt(chainId).toString(16).padStart(64, "0"), "hex"),
    Buffer.from(wallet.slice(2) + recordId.slice(2), "hex"),
    Buffer.of(payloadSequence, sealingKeyNumber >> 8, sealingKeyNumber & 255),
  ]);
  expect([sealed[0], sealed.readUInt16BE(1)]).toEqual([1, sealingKeyNumber]);

  const holder = createECDH("secp256k1");
  holder.setPrivateKey(Buffer.from(vector.holderPrivateKey.slice(2), "hex"));
  const keys = createHash("sha512")
    .update(holder.computeSecret(at(3, 36)))
    .digest();
  const uncompressed = ECDH.convertKey(at(3, 36), "secp256k1", undefined, undefined, "uncompressed") as Buffer;
  const mac = createHmac("sha256", keys.subarray(32))
    .update(Buffer.concat([at(36, 52), uncompressed, at(84, 132)]))
    .digest();
  expect(mac.equals(at(52, 84))).toBe(true);
  const unwrap = createDecipheriv("aes-256-cbc", keys.subarray(0, 32), at(36, 52));
  const contentKey = Buffer.from(Buffer.concat([unwrap.update(at(84, 132)), unwrap.final()]).toString(), "base64url");

  const outer = Buffer.from(hkdfSync("sha256", contentKey, Buffer.from(vector.shredHalf.slice(2), "hex"), aad, 44));
  const issuerLayer = decryptGcm(outer.subarray(0, 32), outer.subarray(32), aad, at(132));
  expect(encodeHex(issuerLayer)).toBe(vector.issuerLayer);
  const shared = holder.computeSecret(Buffer.from(vector.sealingPublicKey.slice(2), "hex"));
  const inner = Buffer.from(hkdfSync("sha256", shared, Buffer.alloc(0), aad, 32));
  return decryptGcm(inner, issuerLayer.subarray(0, 12), aad, issuerLayer.subarray(12));
}

function decryptGcm(key: Buffer, nonce: Buffer, aad: Buffer, data: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(aad).setAuthTag(data.subarray(-16));
  return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]);
}

/** The compact form, expanded without any code of the SDK but its dictionary. */
function expandByThePage(packed: Buffer, { issuer, holder, context, dataContracts = {} }: Vector) {
  const number = packed[0] === 2 ? packed.readUIntBE(1, 3) : 0;
  const code = Buffer.from((dataContracts[number] ?? "").slice(2), "hex");
  const dictionary = Buffer.concat([DICTIONARY, code.subarray(3)]);
  const body = packed.subarray(number === 0 ? 1 : 4);
  const [signature, seed] = [body.subarray(0, 64), body.subarray(64, 80)];
  const end = 81 + 16 * (body[80] ?? 0);
  const raw = [...body.subarray(81, end)];
  const did = (address: string): string => `did:ethr:0x${BigInt(context.chainId).toString(16)}:${address}`;
  const take = (length: number, encoding: "hex" | "base64url"): string =>
    Buffer.from(raw.splice(0, length)).toString(encoding);
  const meaning: Record<string, () => string> = {
    "\u0001": () => did(issuer),
    "\u0002": () => did(holder),
    "\u0003": () => did(context.wallet),
    "\u0004": () => context.wallet,
    "\u0005": () => context.recordId,
    "\u0006": () => `0x${take(32, "hex")}`,
    "\u0007": () => [4, 2, 2, 2, 6].map((length) => take(length, "hex")).join("-"),
    "\u0008": () => `"${take(32, "base64url")}"`,
    "\u000b": () => `["${take(16, "base64url")}",`,
  };
  const text = inflateRawSync(body.subarray(end), { dictionary }).toString();
  const plain = Array.from(text, (character) => meaning[character]?.() ?? character).join("");
  const [header = "", payload = "", ...lines] = plain.split("\n");
  const disclosures = lines.map((line) => {
    if (line.startsWith("[")) return base64url(`${line}]`);
    const [name] = JSON.parse(`[${line}]`) as [string];
    const salt = createHmac("sha256", seed).update(`/vc/credentialSubject/${name}`).digest().subarray(0, 16);
    return base64url(`["${salt.toString("base64url")}",${line}]`);
  });
  const made = disclosures.map((text) => `"${createHash("sha256").update(text).digest("base64url")}"`);
  const whole = payload.replace(/"_sd":\[(.*?)\]/, (_, list: string) => {
    return `"_sd":[${[...list.split(",").filter(Boolean), ...made].sort().join(",")}]`;
  });
  return { token: [base64url(header), base64url(whole), signature.toString("base64url")].join("."), disclosures };
}

function splitByThePage(packed: Buffer) {
  const text = inflateRawSync(packed.subarray(1), { dictionary: DICTIONARY }).toString();
  const [token, ...disclosures] = text.split("~").slice(0, -1);
  return { token, disclosures };
}

function base64url(text: string): string {
  return Buffer.from(text).toString("base64url");
}
