import { utf8ToBytes } from "@noble/hashes/utils";
import { beforeAll, describe, expect, it } from "vitest";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { memorySealingKey } from "../../../sdk/seal/memorySealingKey.ts";
import type { OwnDictionary } from "../../../sdk/seal/OwnDictionary.ts";
import { decodeDictionary } from "../../../sdk/seal/OwnDictionary.ts";
import type { OpenInput } from "../../../sdk/seal/open.ts";
import { open } from "../../../sdk/seal/open.ts";
import type { SealInput } from "../../../sdk/seal/seal.ts";
import { seal } from "../../../sdk/seal/seal.ts";
import { payloadHash } from "../../../sdk/token/payloadHash.ts";
import { fixedBytes, fixedRandom, makeCredential } from "../../fixtures/makeCredential.ts";

const credential = await makeCredential();
const university = memorySealingKey(fixedBytes("university/sealing", 32));
const graduate = memoryDecryptionKey(fixedBytes("graduate/encryption", 32));
const shredHalf = fixedBytes("shred half", 12);
const dictionary: OwnDictionary = { number: 5, bytes: utf8ToBytes('"gradingScale","66-110 (cum laude possible)"\n') };
const sealInput: SealInput = {
  ...credential,
  sealingKey: university,
  holderPublicKey: graduate.publicKey,
  shredHalf,
  random: fixedRandom("seal"),
};

describe("open, of what was packed with the issuer's dictionary", () => {
  let sealed: Uint8Array;
  let asked: number[];
  beforeAll(async () => {
    sealed = await seal({ ...sealInput, dictionary });
  });

  function openIt(give: OpenInput["dictionaryOf"] = async () => dictionary.bytes, change: Partial<OpenInput> = {}) {
    asked = [];
    const dictionaryOf: OpenInput["dictionaryOf"] = async (number) => {
      asked.push(number);
      return give(number);
    };
    return open({
      ...credential,
      sealed,
      issuerSealingKey: university.publicKey,
      decryptionKey: graduate,
      shredHalf,
      payloadHash: payloadHash(credential.token),
      dictionaryOf,
      ...change,
    });
  }

  it("asks for the dictionary by its number, and gives the credential", async () => {
    const { token, disclosures, seed } = credential;
    expect(await openIt()).toEqual({ token, disclosures, seed });
    expect(asked).toEqual([5]);
  });

  it("asks for none where the payload needs none", async () => {
    await openIt(undefined, { sealed: await seal(sealInput) });
    expect(asked).toEqual([]);
  });

  it("asks for none before both layers are open: only the holder learns that there is one", async () => {
    const flipped = sealed.with(200, (sealed[200] ?? 0) ^ 1);
    await expect(openIt(undefined, { sealed: flipped })).rejects.toMatchObject({ details: { layer: "holder" } });
    const mallory = memorySealingKey(fixedBytes("mallory", 32)).publicKey;
    await expect(openIt(undefined, { issuerSealingKey: mallory })).rejects.toMatchObject({
      details: { layer: "issuer" },
    });
    expect(asked).toEqual([]);
  });

  it("refuses it for who has no way to read dictionaries, and for a dictionary that is not there", async () => {
    const { token: _token, disclosures: _disclosures, seed: _seed, ...place } = credential;
    const opening = open({
      ...place,
      sealed,
      issuerSealingKey: university.publicKey,
      decryptionKey: graduate,
      shredHalf,
      payloadHash: payloadHash(credential.token),
    });
    await expect(opening).rejects.toMatchObject({ code: "ERR_SEAL_OPEN", details: { layer: "dictionary" } });
    await expect(openIt(async () => decodeDictionary(new Uint8Array()))).rejects.toMatchObject({
      code: "ERR_SEAL_OPEN",
      details: { layer: "dictionary" },
    });
  });

  it.each<[string, Uint8Array]>([
    ["another organization's", utf8ToBytes('"gradingScale","1,0 bis 5,0; bestanden bis 4,0"\n')],
    ["one byte less of it", dictionary.bytes.slice(1)],
    ["one other byte in it", dictionary.bytes.with(20, 0x21)],
    ["nothing", new Uint8Array()],
  ])("refuses it with %s in the dictionary's place, and gives nothing of it", async (_, bytes) => {
    await expect(openIt(async () => bytes)).rejects.toMatchObject({
      code: "ERR_SEAL_OPEN",
      details: { layer: expect.stringMatching(/^(pack|hash)$/) },
    });
  });

  it("passes on that the node did not answer, which says nothing about the payload", async () => {
    const silent = new CscssError("ERR_NODE_UNREACHABLE", "The node does not answer.");
    await expect(openIt(() => Promise.reject(silent))).rejects.toBe(silent);
  });
});
