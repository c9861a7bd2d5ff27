import { SigningKey } from "ethers";
import { describe, expect, it } from "vitest";
import { documentHash, documentsHash } from "../../../sdk/consent/hashDocuments.ts";
import { parseRecordRequest } from "../../../sdk/consent/parseRecordRequest.ts";
import { fixedAddress, fixedBytes } from "../../fixtures/makeCredential.ts";

const KEY = `0x${new SigningKey(fixedBytes("graduate", 32)).publicKey.slice(4)}`;
const owner = fixedAddress("graduate");
const wallet = { owner, profile: 2, index: 0 };
const salt = `0x${"5a".repeat(32)}`;
const documents = [{ name: "diploma.pdf", salt, hash: documentHash(salt, Buffer.from("the paper")) }];
const REQUEST = {
  type: "CscssMeRecordRequest",
  version: 1,
  chainId: 31_337,
  organization: fixedAddress("university"),
  recordType: "recognition_statement",
  message: "Please.",
  documents,
  wallet,
  creation: { wallet, encryptionKey: KEY, consent: { deadline: 1, signature: "0x00" } },
  consent: { documents: documentsHash(documents), nonce: "7", deadline: 1, signature: "0x00" },
};
const parse = (request: unknown) => parseRecordRequest(JSON.stringify(request));
const withConsent = (more: object) => ({ ...REQUEST, consent: { ...REQUEST.consent, ...more } });
const withCreation = (more: object) => ({ ...REQUEST, creation: { ...REQUEST.creation, ...more } });
/** The request with other papers, whose hash is signed. */
const withPapers = (papers: object[]) => ({
  ...withConsent({ documents: documentsHash(papers as typeof documents) }),
  documents: papers,
});

describe("parseRecordRequest", () => {
  it("reads a request, and puts addresses into their one form", () => {
    expect(parse(REQUEST)).toEqual(REQUEST);
    const lower = { ...REQUEST, organization: REQUEST.organization.toLowerCase() };
    expect(parse({ ...lower, wallet: { ...wallet, owner: owner.toLowerCase() } })).toEqual(REQUEST);
    expect(parse(withPapers([]))).toMatchObject({ documents: [] });
    expect(parse(withPapers(Array(50).fill(documents[0]))).documents).toHaveLength(50);
  });

  it.each<[string, unknown, string]>([
    ["another type", { ...REQUEST, type: "CscssMeConsent" }, "#/type"],
    ["a member too many", { ...REQUEST, student: "S1" }, "#/student"],
    ["a type of record that does not exist", { ...REQUEST, recordType: "medal" }, "#/recordType"],
    ["a message without end", { ...REQUEST, message: "x".repeat(2001) }, "#/message"],
    ["more than 50 papers", withPapers(Array(51).fill(documents[0])), "#/documents"],
    ["a path for a name", withPapers([{ ...documents[0], name: "../diploma.pdf" }]), "#/documents/0/name"],
    ["a path of Windows for a name", withPapers([{ ...documents[0], name: "a\\b.pdf" }]), "#/documents/0/name"],
    ["a name of several lines", withPapers([{ ...documents[0], name: "a\nb.pdf" }]), "#/documents/0/name"],
    ["a paper without a salt", withPapers([{ ...documents[0], salt: "0x" }]), "#/documents/0/salt"],
    ["a time after all times", withConsent({ deadline: 2 ** 40 }), "#/consent/deadline"],
    ["a signature that is no hex", withConsent({ signature: "0xz" }), "#/consent/signature"],
    ["half a byte of a signature", withConsent({ signature: "0x000" }), "#/consent/signature"],
    ["a profile that does not exist", { ...REQUEST, wallet: { ...wallet, profile: 4 } }, "#/wallet/profile"],
    ["a negative index", { ...REQUEST, wallet: { ...wallet, index: -1 } }, "#/wallet/index"],
    ["nothing", null, "#"],
  ])("refuses %s, and says where", (_, request, place) => {
    expect(() => parse(request)).toThrow(
      expect.objectContaining({ code: "ERR_CONSENT", message: expect.stringContaining(place) }),
    );
  });

  it.each<[string, unknown]>([
    ["of a wallet of somebody else", withCreation({ wallet: { ...wallet, owner: fixedAddress("mallory") } })],
    ["of a wallet of another profile", withCreation({ wallet: { ...wallet, profile: 3 } })],
    ["of a wallet of another index", withCreation({ wallet: { ...wallet, index: 1 } })],
    ["for other papers", withConsent({ documents: `0x${"11".repeat(32)}` })],
    ["for fewer papers", { ...REQUEST, documents: [] }],
  ])("refuses a signature %s", (_, request) => {
    expect(() => parse(request)).toThrow(expect.objectContaining({ code: "ERR_CONSENT" }));
  });

  it("takes the largest nonce that the contracts can be asked with, and refuses the next", () => {
    expect(parse(withConsent({ nonce: String(2n ** 256n - 1n) }))).toBeDefined();
    expect(() => parse(withConsent({ nonce: String(2n ** 256n) }))).toThrow(
      expect.objectContaining({ code: "ERR_CONSENT", message: expect.stringContaining("#/consent/nonce") }),
    );
  });

  it("refuses a key that is no point of the curve, and addresses with a wrong checksum", () => {
    expect(() => parse(withCreation({ encryptionKey: `0x${"ab".repeat(64)}` }))).toThrow(
      expect.objectContaining({ code: "ERR_PUBLIC_KEY" }),
    );
    const wrong = (address: string) => address.replace(/[A-F]/, (letter) => letter.toLowerCase());
    for (const request of [
      { ...REQUEST, organization: wrong(REQUEST.organization) },
      { ...REQUEST, wallet: { ...wallet, owner: wrong(owner) } },
      withCreation({ wallet: { ...wallet, owner: wrong(owner) } }),
    ]) {
      expect(() => parse(request)).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
    }
  });
});
