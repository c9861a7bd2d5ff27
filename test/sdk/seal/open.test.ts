import { deflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { DecryptionKey } from "../../../sdk/seal/DecryptionKey.ts";
import { DICTIONARY } from "../../../sdk/seal/dictionary.ts";
import { wrapWithEthCrypto } from "../../../sdk/seal/ethCrypto.ts";
import { decodeSealedForm, encodeSealedForm } from "../../../sdk/seal/form.ts";
import { closeHolderLayer } from "../../../sdk/seal/holderLayer.ts";
import { closeIssuerLayer } from "../../../sdk/seal/issuerLayer.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { memorySealingKey } from "../../../sdk/seal/memorySealingKey.ts";
import type { OpenInput } from "../../../sdk/seal/open.ts";
import { open } from "../../../sdk/seal/open.ts";
import { pack } from "../../../sdk/seal/pack.ts";
import type { SealContext } from "../../../sdk/seal/SealContext.ts";
import type { SealInput } from "../../../sdk/seal/seal.ts";
import { seal } from "../../../sdk/seal/seal.ts";
import { sealAad } from "../../../sdk/seal/sealAad.ts";
import type { SealLayer } from "../../../sdk/seal/sealOpenError.ts";
import { sealOpenError } from "../../../sdk/seal/sealOpenError.ts";
import { payloadHash } from "../../../sdk/token/payloadHash.ts";
import { keepSealed } from "../../fixtures/attackVectors.ts";
import { effort } from "../../fixtures/effort.ts";
import { fixedAddress, fixedBytes, fixedRandom, makeCredential } from "../../fixtures/makeCredential.ts";
import { rememberingKey } from "../../fixtures/rememberingKey.ts";

const credential = await makeCredential();
const graduate = memoryDecryptionKey(fixedBytes("graduate/encryption", 32));
const mallory = memoryDecryptionKey(fixedBytes("mallory/encryption", 32));
const university = memorySealingKey(fixedBytes("university/sealing", 32));
const otherUniversity = memorySealingKey(fixedBytes("other university/sealing", 32));
const shredHalf = fixedBytes("shred half", 12);
const sealInput: SealInput = {
  ...credential,
  sealingKey: university,
  holderPublicKey: graduate.publicKey,
  shredHalf,
  random: fixedRandom("seal"),
};
let sealed: Uint8Array;
let aad: Uint8Array;
// Not while the file loads: mutated code is switched on after that.
beforeAll(async () => {
  sealed = await seal(sealInput);
  aad = sealAad(credential.context);
});

const decryptionKey = rememberingKey(graduate);

async function openIt(change: Partial<OpenInput> = {}) {
  const input: OpenInput = {
    ...credential,
    sealed,
    issuerSealingKey: university.publicKey,
    decryptionKey,
    shredHalf,
    payloadHash: payloadHash(credential.token),
    ...change,
  };
  const holder = input.decryptionKey === mallory ? "mallory" : "graduate";
  const keepIt = (layer?: string) => keepSealed(input, fixedBytes(`${holder}/encryption`, 32), layer);
  try {
    const opened = await open(input);
    keepIt();
    return opened;
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_SEAL_OPEN") keepIt(String(error.details.layer));
    throw error;
  }
}

async function expectRefused(change: Partial<OpenInput>, layer: SealLayer): Promise<void> {
  const error: unknown = await openIt(change).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const { message } = sealOpenError(layer);
  expect(error).toMatchObject({ code: "ERR_SEAL_OPEN", message, details: { layer } });
  expect((error as Error).cause).toBeUndefined();
}

/** Seals any bytes at all as the packed credential. */
async function sealPacked(packed: Uint8Array, inner = university): Promise<Uint8Array> {
  return wrapOuter(await innerLayer(packed, inner));
}

async function innerLayer(data = pack(credential), by = university): Promise<Uint8Array> {
  const sharedX = await by.sharedX(graduate.publicKey);
  return closeIssuerLayer({ sharedX, aad, nonce: fixedBytes("nonce", 12), data });
}

async function wrapOuter(
  data: Uint8Array,
  publicKey = graduate.publicKey,
  contentKey = fixedBytes("content key", 32),
  text = Buffer.from(contentKey).toString("base64url"),
): Promise<Uint8Array> {
  const wrapped = await wrapWithEthCrypto({
    text,
    publicKey,
    iv: fixedBytes("iv", 16),
    ephemeralPrivateKey: fixedBytes("ephemeral", 32),
  });
  const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
  return encodeSealedForm({
    sealingKeyNumber: credential.context.sealingKeyNumber,
    ephemeralKey: nobleSecp256k1.compress(bytes(wrapped.ephemPublicKey)),
    iv: bytes(wrapped.iv),
    mac: bytes(wrapped.mac),
    wrapped: bytes(wrapped.ciphertext),
    holderLayer: await closeHolderLayer({ contentKey, shredHalf, aad, data }),
  });
}

describe("open", () => {
  it("opens what was sealed, with addresses in any valid case", async () => {
    const { token, disclosures, seed, context } = credential;
    expect(await openIt()).toEqual({ token, disclosures, seed });
    const lower = { issuer: credential.issuer.toLowerCase(), holder: credential.holder.toLowerCase() };
    expect(await openIt({ ...lower, context: { ...context, wallet: context.wallet.toLowerCase() } })).toEqual({
      token,
      disclosures,
      seed,
    });
  });

  it("E1: refuses every single flipped bit", async () => {
    for (let bit = 0; bit < sealed.length * 8; bit += effort(1, 401)) {
      const flipped = sealed.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(openIt({ sealed: flipped }), `bit ${bit}`).rejects.toMatchObject({ code: "ERR_SEAL_OPEN" });
    }
  });

  it("E2: refuses bytes added or missing, in front, inside or at the end", async () => {
    for (const at of [0, 1, 3, 36, 52, 84, 132, 200, sealed.length]) {
      const added = Uint8Array.from([...sealed.subarray(0, at), 0, ...sealed.subarray(at)]);
      const missing = Uint8Array.from([...sealed.subarray(0, at), ...sealed.subarray(at + 1)]);
      await expect(openIt({ sealed: added })).rejects.toMatchObject({ code: "ERR_SEAL_OPEN" });
      if (at < sealed.length)
        await expect(openIt({ sealed: missing })).rejects.toMatchObject({ code: "ERR_SEAL_OPEN" });
    }
  });

  it.each<[string, Partial<SealContext>]>([
    ["another chain", { chainId: 1n }],
    ["another wallet", { wallet: fixedAddress("another wallet") }],
    ["another record", { recordId: fixedBytes("another record", 16) }],
    ["another sequence", { payloadSequence: 2 }],
  ])("E4: refuses a payload that was moved to %s", async (_what, change) => {
    await expectRefused({ context: { ...credential.context, ...change } }, "holder");
  });

  it("E3: refuses a point off the curve, and an x beyond the field", async () => {
    for (const x of [Uint8Array.of(...new Uint8Array(31), 5), new Uint8Array(32).fill(255)]) {
      const odd = encodeSealedForm({ ...decodeSealedForm(sealed), ephemeralKey: Uint8Array.of(2, ...x) });
      await expectRefused({ sealed: odd }, "form");
    }
  });

  it("E8: refuses nothing, one byte, the largest size and one byte more", async () => {
    for (const length of [0, 1, 177]) await expectRefused({ sealed: sealed.subarray(0, length) }, "form");
    const full = Uint8Array.of(...sealed, ...new Uint8Array(24_000 - sealed.length));
    await expectRefused({ sealed: full }, "holder");
    await expectRefused({ sealed: Uint8Array.of(...full, 0) }, "form");
  });

  it("E9: stops inflating at 256 KiB, though the issuer itself sealed it", async () => {
    const bomb = deflateRawSync(Buffer.alloc(20_000_000, "a"), { dictionary: DICTIONARY });
    await expectRefused({ sealed: await sealPacked(Uint8Array.of(0, ...bomb)) }, "pack");
  });

  it("E4: refuses another sealing key number, asked for or written in", async () => {
    await expectRefused({ context: { ...credential.context, sealingKeyNumber: 3 } }, "form");
    const renumbered = encodeSealedForm({ ...decodeSealedForm(sealed), sealingKeyNumber: 3 });
    await expectRefused({ sealed: renumbered, context: { ...credential.context, sealingKeyNumber: 3 } }, "holder");
  });

  it("E4: refuses an inner layer that was moved here from another sequence and wrapped again", async () => {
    const sharedX = await university.sharedX(graduate.publicKey);
    const elsewhere = sealAad({ ...credential.context, payloadSequence: 2 });
    const data = await closeIssuerLayer({
      sharedX,
      aad: elsewhere,
      nonce: fixedBytes("nonce", 12),
      data: pack(credential),
    });
    await expectRefused({ sealed: await wrapOuter(data) }, "issuer");
  });

  it("E5: an outer layer made again for someone else does not give them the credential", async () => {
    const forMallory = await wrapOuter(await innerLayer(), mallory.publicKey);
    await expectRefused({ sealed: forMallory, decryptionKey: mallory }, "issuer");
    await expectRefused({ sealed: forMallory }, "holder");
  });

  it("E6: refuses the inner layer of another issuer", async () => {
    await expectRefused({ sealed: await sealPacked(pack(credential), otherUniversity) }, "issuer");
    await expectRefused({ issuerSealingKey: otherUniversity.publicKey }, "issuer");
  });

  it("E7: a wrong key, a wrong shred half and a flipped bit give the same error", async () => {
    const flipped = sealed.map((byte, index) => (index === 140 ? byte ^ 1 : byte));
    await expectRefused({ decryptionKey: mallory }, "holder");
    await expectRefused({ shredHalf: fixedBytes("another half", 12) }, "holder");
    await expectRefused({ sealed: flipped }, "holder");
    await expectRefused({ sealed: sealed.map((byte, index) => (index === 60 ? byte ^ 1 : byte)) }, "holder");
  });

  it("refuses a content key that is not the base64url text of 32 bytes", async () => {
    const zeros = new Uint8Array(32);
    for (const text of [`${"A".repeat(42)}B`, `${"A".repeat(43)}=`, ` ${"A".repeat(42)}`]) {
      await expectRefused({ sealed: await wrapOuter(await innerLayer(), graduate.publicKey, zeros, text) }, "holder");
    }
    for (const length of [31, 33]) {
      const contentKey = new Uint8Array(length).fill(7);
      await expectRefused({ sealed: await wrapOuter(await innerLayer(), graduate.publicKey, contentKey) }, "holder");
    }
  });

  it("E8, E9: refuses packed bytes that pack does not write", async () => {
    expect(await openIt({ sealed: await sealPacked(pack(credential)) })).toMatchObject({ token: credential.token });
    const packed = pack(credential);
    for (const odd of [
      Uint8Array.of(2, 3),
      packed.subarray(0, -1),
      Uint8Array.from([...packed, 0]),
      new Uint8Array(23_000),
    ]) {
      await expectRefused({ sealed: await sealPacked(odd) }, "pack");
    }
  });

  it("refuses a credential that is not the one the record's hash names", async () => {
    await expectRefused({ payloadHash: payloadHash("a.b.c") }, "hash");
    await expectRefused({ payloadHash: "" }, "hash");
    const other = await makeCredential({ claims: { awardTitle: "Doctor of Everything" } });
    await expectRefused({ sealed: await sealPacked(pack({ ...other, parties: credential.parties })) }, "hash");
  });

  it("does not take a wrong issuer or holder for the right one", async () => {
    await expectRefused({ issuer: fixedAddress("mallory") }, "hash");
    await expectRefused({ holder: fixedAddress("mallory") }, "hash");
  });

  it("says when the call itself is wrong, and when the record was destroyed", async () => {
    await expect(openIt({ shredHalf: new Uint8Array(12) })).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    // Before anything is opened: what is sealed has no part in it.
    const wrongKey = openIt({ issuerSealingKey: new Uint8Array(33), sealed: Uint8Array.of(1) });
    await expect(wrongKey).rejects.toMatchObject({ code: "ERR_PUBLIC_KEY" });
    await expect(openIt({ context: { ...credential.context, payloadSequence: 0 } })).rejects.toMatchObject({
      code: "ERR_ARGUMENT",
    });
  });

  it("passes on that the key did not answer, which says nothing about the payload", async () => {
    const gone: DecryptionKey = { ...graduate, sharedX: () => Promise.reject(new Error("the device was unplugged")) };
    await expect(openIt({ decryptionKey: gone })).rejects.toThrow("the device was unplugged");
    for (const error of [new ReferenceError("Buffer is not defined"), new CscssError("ERR_FILE", "no such key file")]) {
      const broken: DecryptionKey = { ...graduate, unwrap: () => Promise.reject(error) };
      await expect(openIt({ decryptionKey: broken })).rejects.toBe(error);
    }
  });

  it("tells only a MAC that does not fit as a wrong key, in its own words whoever wrote the key", async () => {
    const words = new CscssError("ERR_SEAL_OPEN", "Card 7 says: bad MAC", { cause: new Error("0x6988") });
    const card: DecryptionKey = { ...graduate, unwrap: () => Promise.reject(words) };
    await expectRefused({ decryptionKey: card }, "holder");
  });
});
