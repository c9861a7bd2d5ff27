import { deflateRawSync, inflateRawSync } from "node:zlib";
import { utf8ToBytes } from "@noble/hashes/utils";
import { describe, expect, it } from "vitest";
import { DICTIONARY, presetOf } from "../../../sdk/seal/dictionary.ts";
import type { OwnDictionary } from "../../../sdk/seal/OwnDictionary.ts";
import { decodeDictionary, dictionaryNumberOf, encodeDictionary } from "../../../sdk/seal/OwnDictionary.ts";
import { pack } from "../../../sdk/seal/pack.ts";
import { unpack } from "../../../sdk/seal/unpack.ts";
import { effort } from "../../fixtures/effort.ts";
import { fixedBytes, makeCredential } from "../../fixtures/makeCredential.ts";

const credential = await makeCredential();
const { parties, token, disclosures, seed } = credential;
const TEXT = '"awardTitle","Master of Science in Computer Engineering"\n"gradingScale","66-110 (cum laude possible)"\n';
const dictionary: OwnDictionary = { number: 0x01_02_03, bytes: utf8ToBytes(TEXT) };
/** Random bytes: as little of it can be of use to a text as in any dictionary. */
const useless = (length: number) =>
  Uint8Array.from({ length }, (_, index) => fixedBytes(`dictionary/${index >> 5}`, 32)[index & 31] ?? 0);
const refusedIn = (layer: string) => expect.objectContaining({ code: "ERR_SEAL_OPEN", details: { layer } });

describe("a dictionary in a data contract", () => {
  it("begins as no blob of payloads does, and comes back as it was", () => {
    const code = encodeDictionary(dictionary.bytes);
    expect([...code.subarray(0, 3)]).toEqual([0, 0, 1]);
    expect(decodeDictionary(code)).toEqual(dictionary.bytes);
  });

  it("has a byte at least, and fills a data contract at most", () => {
    for (const length of [1, 23_997]) {
      const code = encodeDictionary(new Uint8Array(length).fill(7));
      expect(code).toHaveLength(length + 3);
      expect(decodeDictionary(code)).toHaveLength(length);
    }
    for (const length of [0, 23_998]) {
      const details = { length, limit: 23_997 };
      expect(() => encodeDictionary(new Uint8Array(length))).toThrow(
        expect.objectContaining({ code: "ERR_ARGUMENT", details }),
      );
    }
  });

  it.each<[string, number[]]>([
    ["no code", []],
    ["a head without a dictionary", [0, 0, 1]],
    ["a blob of payloads", [0, 1, 0, 3, 7, 7, 7]],
    ["another version", [0, 0, 2, 7]],
    ["code that runs", [1, 0, 1, 7]],
    ["a byte too many", [0, 0, 1, ...new Uint8Array(23_998)]],
  ])("is not found in %s", (_, code) => {
    expect(() => decodeDictionary(Uint8Array.from(code))).toThrow(refusedIn("dictionary"));
  });
});

describe("packing with an organization's dictionary", () => {
  const alone = pack(credential);
  const shared = pack({ ...credential, dictionary });

  it("is shorter, names the dictionary, and gives the credential back", () => {
    expect([...shared.subarray(0, 4)]).toEqual([2, 1, 2, 3]);
    expect(alone.length - shared.length).toBeGreaterThan(10);
    expect(dictionaryNumberOf(shared)).toBe(0x01_02_03);
    expect(unpack(shared, parties, dictionary.bytes)).toEqual({ token, disclosures, seed });
  });

  it("holds the same text as without, behind both dictionaries in their order", () => {
    const textOf = (packed: Uint8Array, start: number, preset: Uint8Array) =>
      inflateRawSync(packed.subarray(start + 81 + 16 * (packed[start + 80] ?? 0)), { dictionary: preset }).toString();
    const both = Buffer.concat([DICTIONARY, dictionary.bytes]);
    expect(presetOf(dictionary.bytes)).toEqual(Uint8Array.from(both));
    expect(textOf(shared, 4, both)).toBe(textOf(alone, 1, DICTIONARY));
  });

  it("is left alone where the dictionary is of no use", () => {
    const packed = pack({ ...credential, dictionary: { number: 1, bytes: useless(2000) } });
    expect(packed).toEqual(alone);
    expect(dictionaryNumberOf(packed)).toBeUndefined();
  });

  it("reaches every byte of the largest dictionary, and of me-1 before it", () => {
    const largest = Uint8Array.from([...dictionary.bytes, ...useless(23_997 - dictionary.bytes.length)]);
    const packed = pack({ ...credential, dictionary: { number: 1, bytes: largest } });
    expect(packed[0]).toBe(2);
    expect(packed.length).toBeLessThan(alone.length);
    expect(unpack(packed, parties, largest).token).toBe(token);
  });

  it("takes every number a data contract can have, and no other", () => {
    for (const number of [1, 255, 256, 0xff_ff_ff]) {
      const packed = pack({ ...credential, dictionary: { ...dictionary, number } });
      expect(dictionaryNumberOf(packed)).toBe(number);
    }
    for (const number of [0, -1, 1.5, 0x1_00_00_00]) {
      expect(() => pack({ ...credential, dictionary: { ...dictionary, number } })).toThrow(
        expect.objectContaining({ code: "ERR_ARGUMENT" }),
      );
    }
  });

  it("refuses a dictionary that nobody can publish", () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(23_998)]) {
      expect(() => pack({ ...credential, dictionary: { number: 1, bytes } })).toThrow(
        expect.objectContaining({ code: "ERR_ARGUMENT" }),
      );
    }
  });
});

describe("unpacking with an organization's dictionary", () => {
  const shared = pack({ ...credential, dictionary });
  const own = dictionary.bytes;

  it("refuses a number that none can have", () => {
    for (const packed of [[2], [2, 0, 0], [2, 0, 0, 0, ...shared.subarray(4)]]) {
      expect(() => dictionaryNumberOf(Uint8Array.from(packed))).toThrow(refusedIn("pack"));
    }
  });

  it("refuses it without the dictionary", () => {
    expect(() => unpack(shared, parties)).toThrow(refusedIn("pack"));
  });

  it("gives nothing of the credential with another dictionary", () => {
    for (const other of [own.slice(1), own.toReversed(), Uint8Array.of(...own, 10), Uint8Array.of(7)]) {
      const given = (() => {
        try {
          return unpack(shared, parties, other).token;
        } catch (error) {
          expect(error).toEqual(refusedIn("pack"));
          return undefined;
        }
      })();
      expect(given).not.toBe(token);
    }
  });

  it("refuses bytes added at the end, and every cut", () => {
    for (const extra of [[0], [255], [1, 2, 3]]) {
      expect(() => unpack(Uint8Array.from([...shared, ...extra]), parties, own)).toThrow(refusedIn("pack"));
    }
    for (let length = 4; length < shared.length; length += effort(1, 17)) {
      expect(() => unpack(shared.subarray(0, length), parties, own)).toThrow(refusedIn("pack"));
    }
  });

  it("E9: stops at 256 KiB, however far a dictionary makes it go", () => {
    const preset = presetOf(Uint8Array.from(Buffer.alloc(23_997, "a")));
    const bomb = deflateRawSync(Buffer.alloc(20_000_000, "a"), { dictionary: preset });
    const head = shared.subarray(0, 84);
    const packed = Uint8Array.from([...head, 0, ...bomb]);
    expect(packed.length).toBeLessThan(24_000);
    expect(() => unpack(packed, parties, Uint8Array.from(Buffer.alloc(23_997, "a")))).toThrow(refusedIn("pack"));
  });

  it("refuses a text that pack would not have written", () => {
    const end = 85 + 16 * (shared[84] ?? 0);
    const preset = presetOf(own);
    const text = inflateRawSync(shared.subarray(end), { dictionary: preset }).toString();
    for (const changed of [`${text}\n`, text.replace("\u0001", parties.issuer), ""]) {
      const stream = deflateRawSync(changed, { dictionary: preset });
      const packed = Uint8Array.from([...shared.subarray(0, end), ...stream]);
      expect(() => unpack(packed, parties, own)).toThrow(refusedIn("pack"));
    }
  });
});
