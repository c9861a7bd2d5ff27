import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../sdk/bytes/hex.ts";
import { recordIdOf } from "../../../sdk/credential/accessKey.ts";
import { decodeCredential } from "../../../sdk/credential/decodeCredential.ts";
import { CATEGORIES, RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { decodeDisclosure } from "../../../sdk/disclosure/decodeDisclosure.ts";
import { resolveDisclosures } from "../../../sdk/disclosure/resolveDisclosures.ts";
import type { Award, IssuerContext, PreparedRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import type { Generation } from "../../../sdk/network/NetworkFile.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import { memorySealingKey } from "../../../sdk/seal/memorySealingKey.ts";
import { open } from "../../../sdk/seal/open.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { Profile } from "../../../sdk/wallet/WalletRef.ts";
import { DIPLOMA, fixedAddress, fixedBytes, fixedRandom } from "../../fixtures/makeCredential.ts";

const IDENTIFYING = ["givenName", "familyName", "dateOfBirth", "email", "studentId", "diplomaNumber"];
const GRADUATE = fixedBytes("graduate", 32);
const GENERATION = {
  factories: { organizations: fixedAddress("organizations"), wallets: fixedAddress("wallets") },
  walletCode: { 1: fixedAddress("one"), 2: fixedAddress("two"), 3: fixedAddress("three") },
} as unknown as Generation;

function contextOf(label = "context"): IssuerContext {
  return {
    chainId: 31337n,
    generation: GENERATION,
    organization: fixedAddress("university"),
    signing: { signer: memoryTokenSigner(fixedBytes("signing", 32)), number: 1 },
    sealing: { key: memorySealingKey(fixedBytes("sealing", 32)), number: 2 },
    recordSecret: fixedBytes("secret", 32),
    random: fixedRandom(label),
  };
}

function awardOf(profile: Profile, award: Partial<Award> = {}): Award {
  return {
    wallet: { owner: fixedAddress("graduate"), profile, index: 0 },
    encryptionKey: nobleSecp256k1.publicKeyOf(GRADUATE),
    award: "2026/938273-1",
    category: "higher_education",
    recordType: "degree",
    claims: DIPLOMA,
    validFrom: 1_791_072_000,
    ...award,
  };
}

/** What is in the sealed payload, as the holder opens it. */
async function opened({ sealedPayload, item, claimFile }: PreparedRecord) {
  return open({
    sealed: sealedPayload,
    context: {
      chainId: 31337n,
      wallet: claimFile.wallet,
      recordId: Buffer.from(claimFile.recordId.slice(2), "hex"),
      payloadSequence: claimFile.sequence,
      sealingKeyNumber: 2,
    },
    issuer: fixedAddress("university"),
    holder: fixedAddress("graduate"),
    issuerSealingKey: memorySealingKey(fixedBytes("sealing", 32)).publicKey,
    decryptionKey: memoryDecryptionKey(GRADUATE),
    shredHalf: Buffer.from(String(item.shredHalf).slice(2), "hex"),
    payloadHash: String(item.payloadHash),
  });
}

const namesOf = (disclosures: readonly string[]) => disclosures.map((one) => decodeDisclosure(one).name);

describe("prepareRecord", () => {
  it("puts everything into the claim file and nothing on chain in profile 1", async () => {
    const record = await prepareRecord(contextOf(), awardOf(1));
    expect(record.sealedPayload).toEqual(new Uint8Array());
    expect(record.item.shredHalf).toBe(encodeHex(new Uint8Array(12)));
    expect(record.item.identityCommitment).toBe(encodeHex(new Uint8Array(32)));
    const { token = "", disclosures } = record.claimFile;
    const { claims, problems } = resolveDisclosures(decodeCredential(token).token.payload, disclosures);
    expect({ claims, problems }).toEqual({ claims: DIPLOMA, problems: [] });
  });

  it("never seals in profile 2 what identifies a person: it is in the claim file alone", async () => {
    const record = await prepareRecord(contextOf(), awardOf(2));
    const sealed = await opened(record);
    expect(namesOf(sealed.disclosures).filter((name) => IDENTIFYING.includes(name))).toEqual([]);
    expect(namesOf(record.claimFile.disclosures).sort()).toEqual([...IDENTIFYING].sort());
    expect(record.claimFile.token).toBeUndefined();
    const all = [...sealed.disclosures, ...record.claimFile.disclosures];
    const { claims, problems } = resolveDisclosures(decodeCredential(sealed.token).token.payload, all);
    expect({ claims, problems }).toEqual({ claims: DIPLOMA, problems: [] });
    for (const name of IDENTIFYING)
      expect(sealed.token).not.toContain(Buffer.from(String(DIPLOMA[name])).toString("base64url"));
  });

  it("gives what identifies a person salts of their own in profile 2, not derivable from any other", async () => {
    const one = await prepareRecord(contextOf("one"), awardOf(2));
    const salts = one.claimFile.disclosures.map((disclosure) => encodeHex(decodeDisclosure(disclosure).salt));
    expect(new Set(salts).size).toBe(IDENTIFYING.length);
    const other = await prepareRecord(contextOf("other"), awardOf(2));
    const others = other.claimFile.disclosures.map((disclosure) => encodeHex(decodeDisclosure(disclosure).salt));
    expect(salts.filter((salt) => others.includes(salt))).toEqual([]);
  });

  it("seals the identity with its opening in profile 3, and leaves the claim file without any", async () => {
    const record = await prepareRecord(contextOf(), awardOf(3));
    const sealed = await opened(record);
    expect(namesOf(sealed.disclosures).sort()).toEqual([...Object.keys(DIPLOMA), "identityOpening"].sort());
    expect(record.claimFile.disclosures).toEqual([]);
    expect(record.item.identityCommitment).not.toBe(encodeHex(new Uint8Array(32)));
  });

  it("needs in profile 3 at least one claim that identifies the holder", async () => {
    const { awardTitle = "", awardDate = "" } = DIPLOMA;
    const claims = { awardTitle, awardDate };
    await expect(prepareRecord(contextOf(), awardOf(3, { claims }))).rejects.toMatchObject({ code: "ERR_CLAIMS" });
  });

  it("gives the same record in every run under the same randomness", async () => {
    for (const profile of [1, 2, 3] as const) {
      const [one, two] = [
        await prepareRecord(contextOf(), awardOf(profile)),
        await prepareRecord(contextOf(), awardOf(profile)),
      ];
      // The content key is wrapped with a key of eth-crypto's own making; everything else is fixed.
      const { sealedPayload: _one, ...first } = one;
      const { sealedPayload: _two, ...second } = two;
      expect(first).toEqual(second);
    }
  });

  it("gives the same award the same place and another token each time, so no older hash helps to guess", async () => {
    const [one, two] = [
      await prepareRecord(contextOf("one"), awardOf(1)),
      await prepareRecord(contextOf("two"), awardOf(1)),
    ];
    expect(one.claimFile.recordId).toBe(two.claimFile.recordId);
    expect(one.item.payloadHash).not.toBe(two.item.payloadHash);
    const [first, second] = [one, two].map(({ claimFile }) => decodeCredential(claimFile.token ?? ""));
    expect(first?.id).not.toBe(second?.id);
    expect(first?.accessKey).toBe(second?.accessKey);
    expect(first?.token.payload).toMatchObject({ vc: { credentialSubject: { _sd: expect.any(Array) } } });
    const again = await prepareRecord(contextOf("one"), awardOf(1, { attempt: 1 }));
    expect(again.claimFile.recordId).not.toBe(one.claimFile.recordId);
  });

  it("writes a token that says what the header says", async () => {
    const validUntil = 2_000_000_000;
    const { item, claimFile } = await prepareRecord(contextOf(), awardOf(1, { validUntil, sequence: 3 }));
    const credential = decodeCredential(claimFile.token ?? "");
    expect(credential).toMatchObject({
      sequence: 3,
      validUntil,
      recordType: "degree",
      keyNumber: 1,
      wallet: claimFile.wallet,
    });
    expect(recordIdOf(credential.accessKey)).toBe(claimFile.recordId);
    expect(item).toMatchObject({ sequence: 3, validUntil, recordType: RECORD_TYPES.degree.number });
    expect(item.record).toEqual({
      owner: fixedAddress("graduate"),
      profile: 1,
      walletIndex: 0,
      recordId: claimFile.recordId,
    });
  });

  it("refuses every record type in every category that does not issue it, and no other", async () => {
    const claims = { ...DIPLOMA, courses: [{ title: "Algebra" }] };
    for (const [recordType, { categories }] of Object.entries(RECORD_TYPES)) {
      for (const category of Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]) {
        const award = awardOf(1, { category, recordType: recordType as keyof typeof RECORD_TYPES, claims });
        const allowed = categories.some((name) => name === category);
        const code = await prepareRecord(contextOf(), award).then(
          () => undefined,
          (error) => error.code,
        );
        expect(code === "ERR_CATEGORY", `${recordType} in ${category}`).toBe(!allowed);
      }
    }
    const unknown = awardOf(1, { category: "constructor" as never });
    await expect(prepareRecord(contextOf(), unknown)).rejects.toMatchObject({ code: "ERR_CATEGORY" });
  });

  it("refuses claims that do not fit, and a key that cannot be sealed to", async () => {
    await expect(prepareRecord(contextOf(), awardOf(2, { claims: { awardTitle: "x" } }))).rejects.toMatchObject({
      code: "ERR_CLAIMS",
    });
    const encryptionKey = new Uint8Array(33);
    await expect(prepareRecord(contextOf(), awardOf(2, { encryptionKey }))).rejects.toMatchObject({
      code: "ERR_PUBLIC_KEY",
    });
    const { claimFile } = await prepareRecord(contextOf(), awardOf(1, { encryptionKey }));
    expect(claimFile.token).toBeDefined();
  });

  it("keeps what no schema knows, and what holds an identity inside, in the claim file", async () => {
    const student = { givenName: "Maria", studentId: "S1" };
    const courses = [{ title: "Algebra", email: "maria@example.edu" }];
    const claims = { ...DIPLOMA, matriculationNumber: "S1", student, courses };
    const record = await prepareRecord(contextOf(), awardOf(2, { claims }));
    const inFile = record.claimFile.disclosures.map((encoded) => decodeDisclosure(encoded).name);
    expect(inFile).toEqual(expect.arrayContaining(["matriculationNumber", "student", "courses"]));
    const sealed = (await opened(record)).disclosures.map((encoded) => decodeDisclosure(encoded).name);
    expect(sealed).toContain("awardTitle");
    expect(sealed.filter((name) => inFile.includes(name))).toEqual([]);
  });

  it("issues an award from before 1970", async () => {
    const { claimFile } = await prepareRecord(contextOf(), awardOf(1, { validFrom: -50_000_000 }));
    expect(decodeCredential(claimFile.token ?? "").validFrom).toBe(-50_000_000);
  });

  it("refuses what no verifier would take, before it is on chain", async () => {
    const many = Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`claim${index}`, index]));
    const tooLarge = prepareRecord(contextOf(), awardOf(1, { claims: { ...DIPLOMA, ...many } }));
    await expect(tooLarge).rejects.toMatchObject({ code: "ERR_TOKEN_SIZE" });
    const identityOpening = { salt: "A".repeat(43), claims: ["givenName"] };
    const ownOpening = prepareRecord(contextOf(), awardOf(3, { claims: { ...DIPLOMA, identityOpening } }));
    await expect(ownOpening).rejects.toMatchObject({ code: "ERR_CLAIMS" });
  });
});
