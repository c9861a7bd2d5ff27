import { SigningKey } from "ethers";
import { describe, expect, it } from "vitest";
import { parseHolderConsent } from "../../../sdk/consent/parseHolderConsent.ts";
import { fixedAddress, fixedBytes } from "../../fixtures/makeCredential.ts";

const KEY = `0x${new SigningKey(fixedBytes("graduate", 32)).publicKey.slice(4)}`;
const owner = fixedAddress("graduate");
const wallet = { owner, profile: 2, index: 0 };
const CONSENT = {
  type: "CscssMeConsent",
  version: 1,
  chainId: 31_337,
  studentId: "S1",
  wallet,
  creation: { wallet, encryptionKey: KEY, consent: { deadline: 1, signature: "0x00" } },
  enrolment: {
    organization: fixedAddress("university"),
    enrolment: { holder: owner, profiles: 4, nonce: "7", deadline: 1 },
    signature: "0x00",
  },
};
const parse = (consent: unknown) => parseHolderConsent(JSON.stringify(consent));

describe("parseHolderConsent", () => {
  it("reads what signHolderConsent writes, and puts the owner's address into its one form", () => {
    expect(parse(CONSENT)).toEqual(CONSENT);
    const lower = { ...CONSENT, wallet: { ...wallet, owner: owner.toLowerCase() } };
    expect(parse(lower).wallet.owner).toBe(owner);
  });

  it.each([
    ["another type", { ...CONSENT, type: "CscssMeRequest" }],
    ["a member too many", { ...CONSENT, name: "Ada" }],
    ["a signature that is no hex", { ...CONSENT, enrolment: { ...CONSENT.enrolment, signature: "0xz" } }],
    ["a wallet to be made of somebody else", withCreated({ owner: fixedAddress("mallory") })],
    ["a wallet to be made of another profile", withCreated({ profile: 3 })],
    ["a wallet to be made of another index", withCreated({ index: 1 })],
    ["a student number of nothing", { ...CONSENT, studentId: "" }],
    ["a student number without end", { ...CONSENT, studentId: "1".repeat(65) }],
    ["profiles that do not exist", withEnrolment({ profiles: 16 })],
    ["no profile at all", withEnrolment({ profiles: 1 })],
    ["an enrolment of somebody else", withEnrolment({ holder: fixedAddress("mallory") })],
    ["a wallet of another index", { ...CONSENT, wallet: { ...wallet, index: 1 } }],
    [
      "an address with a wrong checksum",
      { ...CONSENT, wallet: { ...wallet, owner: owner.replace(/[A-F]/, (c) => c.toLowerCase()) } },
    ],
  ])("refuses %s", (_, consent) => {
    expect(() => parse(consent)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^ERR_(CONSENT|ARGUMENT)$/) }),
    );
  });

  it("takes the largest nonce that the contracts can be asked with, and refuses the next", () => {
    const largest = String(2n ** 256n - 1n);
    expect(parse(withEnrolment({ nonce: largest })).enrolment.enrolment.nonce).toBe(largest);
    for (const nonce of [String(2n ** 256n), "9".repeat(78)]) {
      expect(() => parse(withEnrolment({ nonce }))).toThrow(
        expect.objectContaining({
          code: "ERR_CONSENT",
          message: expect.stringContaining("#/enrolment/enrolment/nonce"),
        }),
      );
    }
  });

  it("refuses an encryption key that is no point of the curve", () => {
    const creation = { ...CONSENT.creation, encryptionKey: `0x${"ab".repeat(64)}` };
    expect(() => parse({ ...CONSENT, creation })).toThrow(expect.objectContaining({ code: "ERR_PUBLIC_KEY" }));
  });

  it("says where it is wrong", () => {
    expect(() => parse(withEnrolment({ deadline: 0 }))).toThrow(/#\/enrolment\/enrolment\/deadline/);
    expect(() => parse(null)).toThrow(expect.objectContaining({ code: "ERR_CONSENT" }));
  });

  function withEnrolment(more: object) {
    const { enrolment } = CONSENT;
    return { ...CONSENT, enrolment: { ...enrolment, enrolment: { ...enrolment.enrolment, ...more } } };
  }

  function withCreated(more: object) {
    return { ...CONSENT, creation: { ...CONSENT.creation, wallet: { ...wallet, ...more } } };
  }
});
