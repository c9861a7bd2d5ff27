import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { deriveSalt } from "../../../sdk/disclosure/deriveSalt.ts";
import type { JsonObject, JsonValue } from "../../../sdk/json/JsonValue.ts";
import { DICTIONARY } from "../../../sdk/seal/dictionary.ts";
import type { PackInput } from "../../../sdk/seal/PackInput.ts";
import { deflate, pack } from "../../../sdk/seal/pack.ts";
import { inflate, unpack } from "../../../sdk/seal/unpack.ts";
import { effort } from "../../fixtures/effort.ts";
import fc from "../../fixtures/fastCheck.ts";
import { DIPLOMA, fixedBytes, fixedRandom, makeCredential } from "../../fixtures/makeCredential.ts";

const credential = await makeCredential();
const { parties, seed, token, disclosures, all } = credential;
const refused = expect.objectContaining({ code: "ERR_SEAL_OPEN", details: { layer: "pack" } });
const SIGNATURE = encodeBase64url(nobleSecp256k1.sign(seed, fixedBytes("university", 32)));
const part = (text: string): string => Buffer.from(text).toString("base64url");

/** A token with any payload text; the signature is of something else, which packing does not look at. */
function tokenOf(payloadText: string): string {
  return [part('{"alg":"ES256K","typ":"JWT","kid":"k"}'), part(payloadText), SIGNATURE].join(".");
}

/** A payload with so many pieces of 32 random bytes, and another text. */
function randomText(pieces: number, other: string): string {
  return JSON.stringify({ a: [...Array.from({ length: pieces }, () => `0x${"ab".repeat(32)}`), other] });
}

function expectRoundTrip(input: PackInput, kind: 0 | 1): Uint8Array {
  const packed = pack(input);
  const unpacked = unpack(packed, input.parties);
  expect(packed[0]).toBe(kind);
  expect(unpacked.token).toBe(input.token);
  expect(unpacked.disclosures).toEqual(input.disclosures);
  expect(unpacked.seed).toEqual(kind === 1 ? input.seed : undefined);
  return packed;
}

/** Takes a compact form apart with node:zlib and lets a test write another one. */
function rewrite(
  packed: Uint8Array,
  change: (parts: { raw: Buffer; text: string }) => { raw?: Uint8Array; text?: string },
) {
  const end = 82 + 16 * (packed[81] ?? 0);
  const raw = Buffer.from(packed.subarray(82, end));
  const text = inflateRawSync(packed.subarray(end), { dictionary: DICTIONARY }).toString();
  const changed = { raw, text, ...change({ raw, text }) };
  const stream = deflateRawSync(Buffer.from(changed.text), { dictionary: DICTIONARY });
  return new Uint8Array(
    Buffer.concat([packed.subarray(0, 81), Buffer.of(changed.raw.length / 16), changed.raw, stream]),
  );
}

describe("the dictionary me-1", () => {
  it("is frozen", () => {
    expect(DICTIONARY.every((byte) => byte < 128)).toBe(true);
    expect(createHash("sha256").update(DICTIONARY).digest("hex")).toBe(
      "d044ab21ae46fd24107da91680c33d6d57d4d9716d3847fea06195907f869ef7",
    );
  });
});

describe("pack and unpack", () => {
  it("give back the credential, for profile 1, 2 and 3", () => {
    expectRoundTrip({ token, disclosures: [], seed, parties }, 1);
    expectRoundTrip({ token, disclosures, seed, parties }, 1);
    expectRoundTrip({ token, disclosures: all, seed, parties }, 1);
  });

  it("keep the order of the disclosures", () => {
    expectRoundTrip({ token, disclosures: [...all].reverse(), seed, parties }, 1);
  });

  it("keep under half of the token's size, disclosures and both layers of encryption included", () => {
    const sealedOverhead = 176;
    const sizes = [disclosures, all].map(
      (chosen) => pack({ token, disclosures: chosen, seed, parties }).length + sealedOverhead,
    );
    for (const size of sizes) expect(size / token.length).toBeLessThan(0.27);
  });

  it("write what another deflate opens, and open what another deflate writes", () => {
    const packed = pack({ token, disclosures, seed, parties });
    const again = rewrite(packed, ({ text }) => ({ text }));
    expect(unpack(again, parties).token).toBe(token);
  });

  it("give back credentials with any claims", async () => {
    const claims = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 6 },
    );
    await fc.assert(
      fc.property(claims, fc.boolean(), (generated, derived) => {
        const plain = JSON.parse(JSON.stringify(generated)) as JsonObject;
        if (/"(__proto__|_sd|_sd_alg|\.\.\.)":/.test(JSON.stringify(plain))) return;
        const random = fixedRandom("claims");
        const made = Object.entries({ ...DIPLOMA, ...plain }).flatMap(([name, value]) => {
          try {
            return [
              createDisclosure({
                salt: derived ? deriveSalt(seed, name) : random(16),
                name,
                value: value as JsonValue,
              }),
            ];
          } catch {
            return [];
          }
        });
        const subject = { ...plain, _sd: made.map(({ digest }) => digest).sort() };
        const input = { token: tokenOf(JSON.stringify({ vc: { credentialSubject: subject } })), seed, parties };
        const unpacked = unpack(pack({ ...input, disclosures: made.map(({ encoded }) => encoded) }), parties);
        expect(unpacked.token).toBe(input.token);
        expect(unpacked.disclosures).toEqual(made.map(({ encoded }) => encoded));
      }),
      { numRuns: effort(300, 20) },
    );
  });

  it.each<[string, string, 0 | 1]>([
    ["no digests", '{"a":1}', 1],
    ["an empty list", '{"vc":{"credentialSubject":{"_sd":[]}}}', 1],
    ["numbers another library would write differently", '{"a":1.0,"b":1E2,"_sd":[]}', 1],
    ["white space", '{ "a" : 1 }', 1],
    ["a line break", '{"a":1,\n"b":2}', 0],
    ["a tab", '{"a":\t1}', 1],
    ["digests that are not sorted", '{"_sd":["b","a"]}', 0],
    ["white space between digests", '{"_sd":["a", "b"]}', 0],
    ["the names themselves as claims", JSON.stringify({ ...parties }), 1],
    ["a text that looks like a list of digests", '{"x\\"_sd":["b","a"]}', 0],
    [
      "hex and uuids of all kinds",
      `{"a":"0x${"ab".repeat(65)}","b":"0x${"AB".repeat(32)}","c":"9714a9eb-e99e-41b5-8089-bff91f07d875"}`,
      1,
    ],
    ["something like a digest that none encodes", `{"a":"${"a".repeat(42)}B","b":"${"a".repeat(43)}"}`, 1],
    ["as many random bytes as the form can keep", randomText(127, "9714a9eb-e99e-41b5-8089-bff91f07d875"), 1],
    ["more random bytes than the form can keep", randomText(128, ""), 0],
  ])("keep a payload with %s", (_what, payloadText, kind) => {
    expectRoundTrip({ token: tokenOf(payloadText), disclosures: [], seed, parties }, kind);
  });

  it("keep a disclosure that was written with white space, or belongs to no digest", () => {
    const spaced = part(`["${encodeBase64url(seed)}", "a", 1]`);
    const digest = createHash("sha256").update(spaced).digest("base64url");
    expectRoundTrip({ token: tokenOf(`{"_sd":["${digest}"]}`), disclosures: [spaced], seed, parties }, 1);
    expectRoundTrip({ token: tokenOf('{"_sd":[]}'), disclosures: [spaced], seed, parties }, 0);
    const broken = part(`["${encodeBase64url(seed)}",\n"a",1]`);
    expectRoundTrip({ token: tokenOf("{}"), disclosures: [broken], seed, parties }, 0);
  });

  it("refuse to pack a token or disclosure that is not strict", () => {
    expect(() => pack({ token: "a.b.c", disclosures: [], seed, parties })).toThrow(
      expect.objectContaining({ code: "ERR_TOKEN_FORMAT" }),
    );
    expect(() => pack({ token, disclosures: ["abc"], seed, parties })).toThrow(
      expect.objectContaining({ code: "ERR_DISCLOSURE_FORMAT" }),
    );
  });

  it("refuse to pack more disclosures as they are than a presentation may have", () => {
    const many = Array.from({ length: 257 }, (_, index) => part(`["${encodeBase64url(seed)}","a${index}",1]`));
    const input = { token: tokenOf('{"_sd":[]}'), disclosures: many, seed, parties };
    expect(() => pack(input)).toThrow(expect.objectContaining({ code: "ERR_DISCLOSURE_FORMAT" }));
  });

  it("take 256 KiB to the last byte, and not one more", () => {
    const [full, over] = ["a".repeat(262_144), "a".repeat(262_145)];
    expect(inflate(deflate(full))).toBe(full);
    expect(() => deflate(over)).toThrow(expect.objectContaining({ code: "ERR_SEAL_SIZE" }));
    expect(() => inflate(new Uint8Array())).toThrow("no stream");
    expect(() => inflate(deflateRawSync(over, { dictionary: DICTIONARY }))).toThrow("too large");
  });

  it("refuse to pack what would inflate beyond 256 KiB", () => {
    const large = Array.from({ length: 5 }, (_, index) =>
      createDisclosure({ salt: seed, name: `a${index}`, value: "a".repeat(60_000) }),
    );
    const payload = JSON.stringify({ _sd: large.map(({ digest }) => digest).sort() });
    const input = { token: tokenOf(payload), disclosures: large.map(({ encoded }) => encoded), seed, parties };
    expect(() => pack(input)).toThrow(
      expect.objectContaining({ code: "ERR_SEAL_SIZE", details: { length: expect.any(Number), limit: 262_144 } }),
    );
  });
});

describe("unpack", () => {
  let packed: Uint8Array;
  let plain: Uint8Array;
  beforeAll(() => {
    packed = pack({ token, disclosures: all, seed, parties });
    plain = pack({ token: tokenOf('{"_sd":["b","a"]}'), disclosures: [], seed, parties });
  });

  it("refuses bytes added at the end", () => {
    for (const good of [packed, plain]) {
      for (const extra of [[0], [255], [1, 2, 3]])
        expect(() => unpack(Uint8Array.from([...good, ...extra]), parties)).toThrow(refused);
    }
  });

  it("refuses every cut", () => {
    for (const good of [packed, plain]) {
      for (let length = 0; length < good.length; length += effort(1, 17))
        expect(() => unpack(good.subarray(0, length), parties)).toThrow(refused);
    }
  });

  it("refuses an unknown kind", () => {
    for (const kind of [3, 127, 255])
      expect(() => unpack(Uint8Array.from([kind, ...packed.subarray(1)]), parties)).toThrow(refused);
  });

  it("E9: stops at 256 KiB", () => {
    const bomb = deflateRawSync(Buffer.alloc(24_000_000, "a"), { dictionary: DICTIONARY });
    expect(bomb.length).toBeLessThan(24_000);
    expect(() => unpack(Uint8Array.from([0, ...bomb]), parties)).toThrow(refused);
    expect(() => unpack(new Uint8Array(Buffer.concat([packed.subarray(0, 81), Buffer.of(0), bomb])), parties)).toThrow(
      refused,
    );
  });

  it("refuses a plain form where the compact one works", () => {
    const stream = deflateRawSync(`${[token, ...disclosures].join("~")}~`, { dictionary: DICTIONARY });
    expect(() => unpack(Uint8Array.from([0, ...stream]), parties)).toThrow(refused);
  });

  it("refuses a plain form with a key binding or without its last ~", () => {
    const odd = tokenOf('{"_sd":["b","a"]}');
    for (const text of [`${odd}~${odd}`, odd, `${odd}~~`]) {
      expect(() => unpack(Uint8Array.from([0, ...deflateRawSync(text, { dictionary: DICTIONARY })]), parties)).toThrow(
        refused,
      );
    }
  });

  it.each<[string, (parts: { raw: Buffer; text: string }) => { raw?: Uint8Array; text?: string }]>([
    ["a name written out", ({ text }) => ({ text: text.replace("\u0001", parties.issuer) })],
    ["the account written out", ({ text }) => ({ text: text.replace("\u0004", parties.wallet.slice(-42)) })],
    ["the record written out", ({ text }) => ({ text: text.replace("\u0005", parties.recordId) })],
    [
      "raw bytes written out",
      ({ raw, text }) => ({
        text: text.replace("\u0007", "9714a9eb-e99e-41b5-8089-bff91f07d875"),
        raw: raw.subarray(0, 16),
      }),
    ],
    ["raw bytes missing", ({ raw }) => ({ raw: raw.subarray(16) })],
    ["raw bytes left over", ({ raw }) => ({ raw: Buffer.concat([raw, Buffer.alloc(16)]) })],
    ["an unknown mark", ({ text }) => ({ text: text.replace("\u0001", "\u000e") })],
    [
      "a digest that can be made again",
      ({ text }) => ({
        text: text.replace(
          '"_sd":[',
          `"_sd":["${createHash("sha256")
            .update(all.at(-1) ?? "")
            .digest("base64url")}"`,
        ),
      }),
    ],
    [
      "a salt that can be made again",
      ({ text }) => ({
        text: text.replace(
          '"programmeCode"',
          `["${encodeBase64url(deriveSalt(seed, "programmeCode"))}","programmeCode"`,
        ),
      }),
    ],
    ["a line too many", ({ text }) => ({ text: `${text}\n` })],
    ["no payload", ({ text }) => ({ text: text.slice(0, text.indexOf("\n")) })],
    ["a disclosure without a name", ({ text }) => ({ text: `${text}\n1,2` })],
    ["nothing", () => ({ text: "" })],
  ])("refuses a compact form with %s", (_what, change) => {
    const form = rewrite(packed, change);
    expect(form).not.toEqual(rewrite(packed, () => ({})));
    expect(() => unpack(form, parties)).toThrow(refused);
  });

  it("never gives anything but the credential when a bit is flipped", () => {
    for (let bit = 0; bit < packed.length * 8; bit += effort(1, 101)) {
      const flipped = packed.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        const { token: other } = unpack(flipped, parties);
        // Without encryption around it a flip may give another well-formed credential, but never an error of another kind.
        expect(other.split(".")).toHaveLength(3);
      } catch (error) {
        expect(error).toEqual(refused);
      }
    }
  });
});
