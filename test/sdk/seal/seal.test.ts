import { decryptWithPrivateKey } from "eth-crypto";
import { describe, expect, it } from "vitest";
import { decodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { wrapWithEthCrypto } from "../../../sdk/seal/ethCrypto.ts";
import { decodeSealedForm } from "../../../sdk/seal/form.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { memorySealingKey } from "../../../sdk/seal/memorySealingKey.ts";
import { open } from "../../../sdk/seal/open.ts";
import type { SealInput } from "../../../sdk/seal/seal.ts";
import { seal } from "../../../sdk/seal/seal.ts";
import type { WrapKey } from "../../../sdk/seal/WrappedKey.ts";
import { payloadHash } from "../../../sdk/token/payloadHash.ts";
import { effort } from "../../fixtures/effort.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedBytes, fixedRandom, makeCredential } from "../../fixtures/makeCredential.ts";

const credential = await makeCredential();
const graduateKey = fixedBytes("graduate/encryption", 32);
const decryptionKey = memoryDecryptionKey(graduateKey);
const sealingKey = memorySealingKey(fixedBytes("university/sealing", 32));
const shredHalf = fixedBytes("shred half", 12);

function inputOf(change: Partial<SealInput> = {}): SealInput {
  return {
    ...credential,
    sealingKey,
    holderPublicKey: decryptionKey.publicKey,
    shredHalf,
    random: fixedRandom("seal"),
    ...change,
  };
}

function openIt(sealed: Uint8Array, input: SealInput) {
  const rest = { issuerSealingKey: sealingKey.publicKey, decryptionKey, payloadHash: payloadHash(input.token) };
  return open({ ...input, ...rest, sealed });
}

describe("seal", () => {
  it("gives what open opens: token, disclosures and seed", async () => {
    for (const disclosures of [[], credential.disclosures, credential.all]) {
      const input = inputOf({ disclosures });
      const { token, seed } = credential;
      expect(await openIt(await seal(input), input)).toEqual({ token, disclosures, seed });
    }
  });

  it("gives the same bytes with the same randomness, and others with other randomness", async () => {
    const first = await seal(inputOf());
    expect(await seal(inputOf())).toEqual(first);
    expect(await seal(inputOf({ random: fixedRandom("another") }))).not.toEqual(first);
  });

  it("works for any place and any credential", async () => {
    const place = fc.record({
      chainId: fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }),
      recordId: fc.uint8Array({ minLength: 16, maxLength: 16 }),
      payloadSequence: fc.integer({ min: 1, max: 255 }),
      sealingKeyNumber: fc.integer({ min: 0, max: 65_535 }),
    });
    await fc.assert(
      fc.asyncProperty(place, fc.shuffledSubarray(credential.all), async (change, disclosures) => {
        const input = inputOf({ context: { ...credential.context, ...change }, disclosures });
        const sealed = await seal(input);
        expect(decodeSealedForm(sealed).sealingKeyNumber).toBe(change.sealingKeyNumber);
        expect(await openIt(sealed, input)).toMatchObject({ token: credential.token, disclosures });
      }),
      { numRuns: effort(40, 3) },
    );
  });

  it("stays under a quarter of the token, both layers included", async () => {
    const sealed = await seal(inputOf());
    expect(sealed.length / credential.token.length).toBeLessThan(0.25);
  });

  it("wraps 32 bytes as base64url text that eth-crypto alone opens", async () => {
    const form = decodeSealedForm(await seal(inputOf()));
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
    const text = await decryptWithPrivateKey(hex(graduateKey), {
      iv: hex(form.iv),
      ephemPublicKey: hex(nobleSecp256k1.decompress(form.ephemeralKey)),
      ciphertext: hex(form.wrapped),
      mac: hex(form.mac),
    });
    expect(decodeBase64url(text)).toEqual(fixedRandomAfterNonce());
  });

  it("takes another backend for the wrapping", async () => {
    let calls = 0;
    const wrap: WrapKey = (input) => {
      calls++;
      return wrapWithEthCrypto(input);
    };
    expect(await seal(inputOf({ wrap }))).toEqual(await seal(inputOf()));
    expect(calls).toBe(1);
  });

  it("refuses a disclosure that fits nowhere, is doubled or broken", async () => {
    const foreign = createDisclosure({ salt: new Uint8Array(16), name: "a", value: 1 });
    const [first = ""] = credential.disclosures;
    await expect(seal(inputOf({ disclosures: [foreign.encoded] }))).rejects.toMatchObject({
      code: "ERR_DISCLOSURE_UNREFERENCED",
    });
    await expect(seal(inputOf({ disclosures: [first, first] }))).rejects.toMatchObject({
      code: "ERR_DISCLOSURE_DUPLICATE",
      details: { index: 1 },
    });
    await expect(seal(inputOf({ disclosures: ["abc"] }))).rejects.toMatchObject({ code: "ERR_DISCLOSURE_FORMAT" });
  });

  it.each<[string, Partial<SealInput>, string]>([
    ["a token that is none", { token: "a.b.c" }, "ERR_TOKEN_FORMAT"],
    ["a shred half of 11 bytes", { shredHalf: fixedBytes("a", 11) }, "ERR_ARGUMENT"],
    ["a shred half of zeros", { shredHalf: new Uint8Array(12) }, "ERR_ARGUMENT"],
    ["an issuer that is no address", { issuer: credential.parties.issuer }, "ERR_ARGUMENT"],
    ["a holder key that is no point", { holderPublicKey: new Uint8Array(33) }, "ERR_PUBLIC_KEY"],
    [
      "an uncompressed holder key",
      { holderPublicKey: nobleSecp256k1.decompress(decryptionKey.publicKey) },
      "ERR_PUBLIC_KEY",
    ],
    ["a seed of 32 bytes", { seed: new Uint8Array(32) }, "ERR_ARGUMENT"],
    ["sequence 0", { context: { ...credential.context, payloadSequence: 0 } }, "ERR_ARGUMENT"],
  ])("refuses %s", async (_what, change, code) => {
    await expect(seal(inputOf(change))).rejects.toMatchObject({ code });
  });

  it("looks at the holder's key itself, whatever the backends for sealing and wrapping would take", async () => {
    const { publicKey } = decryptionKey;
    const careless = {
      sealingKey: { ...sealingKey, sharedX: () => sealingKey.sharedX(publicKey) },
      wrap: (input: Parameters<WrapKey>[0]) => wrapWithEthCrypto({ ...input, publicKey }),
    };
    await expect(seal(inputOf(careless))).resolves.toBeInstanceOf(Uint8Array);
    const refused = seal(inputOf({ ...careless, holderPublicKey: new Uint8Array(33) }));
    await expect(refused).rejects.toMatchObject({ code: "ERR_PUBLIC_KEY" });
  });

  it("takes a shred half with zeros in it", async () => {
    const input = inputOf({ shredHalf: Uint8Array.of(...new Uint8Array(11), 1) });
    expect(await openIt(await seal(input), input)).toMatchObject({ token: credential.token });
  });

  it("tells how long a shred half is that is none", async () => {
    for (const length of [0, 11, 13]) {
      const refusal = { code: "ERR_ARGUMENT", details: { length } };
      await expect(seal(inputOf({ shredHalf: fixedBytes("a", length) }))).rejects.toMatchObject(refusal);
    }
  });

  it("E8: refuses a credential that does not fit a data contract", async () => {
    const noise = Array.from({ length: 800 }, (_, index) =>
      Buffer.from(fixedBytes(`noise${index}`, 32)).toString("base64"),
    );
    const large = await makeCredential({ claims: { noise: noise.join("") } });
    await expect(seal({ ...inputOf(), ...large })).rejects.toMatchObject({ code: "ERR_SEAL_SIZE" });
  });
});

/** The second bytes seal asks its source for. */
function fixedRandomAfterNonce(): Uint8Array {
  const random = fixedRandom("seal");
  random(12);
  return random(32);
}
