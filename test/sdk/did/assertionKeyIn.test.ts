import type { DIDDocument } from "did-resolver";
import { expect, it } from "vitest";
import { assertionKeyIn } from "../../../sdk/did/IssuerKeys.ts";
import { keepDocument } from "../../fixtures/attackVectors.ts";
import { fixedAddress } from "../../fixtures/makeCredential.ts";

const did = `did:ethr:0x7a69:${fixedAddress("university")}`;
const id = `${did}#delegate-1`;
const method = { id, type: "EcdsaSecp256k1VerificationKey2019", controller: did, publicKeyHex: `02${"AB".repeat(32)}` };

function find(change: Partial<DIDDocument>): string | undefined {
  const document: DIDDocument = { id: did, verificationMethod: [method], assertionMethod: [id], ...change };
  const key = assertionKeyIn(document, { did, keyNumber: 1, blockNumber: 1 });
  keepDocument({ document, did, keyNumber: 1, key: key ?? null });
  return key;
}

it("a key is found under its number when the DID document gives it to the issuer for assertions (D4, D5)", () => {
  expect(find({})).toBe(`02${"ab".repeat(32)}`);
});

it.each<[string, Partial<DIDDocument>]>([
  ["whose controller is another DID", { verificationMethod: [{ ...method, controller: `${did}0` }] }],
  ["that is for authentication only", { assertionMethod: [], authentication: [id] }],
  ["that is for key agreement only", { assertionMethod: [], keyAgreement: [id] }],
  ["that is named but not there", { verificationMethod: [] }],
  ["of another number", { verificationMethod: [{ ...method, id: `${did}#delegate-2` }] }],
  ["in another form", { verificationMethod: [{ ...method, publicKeyHex: undefined, publicKeyBase58: "1" } as never] }],
])("a key %s is none of the issuer's (D4, D5)", (_, change) => {
  expect(find(change)).toBeUndefined();
});

it("a document without any keys has none", () => {
  expect(assertionKeyIn({ id: did }, { did, keyNumber: 1, blockNumber: 1 })).toBeUndefined();
  expect(assertionKeyIn({ id: did, assertionMethod: [id] }, { did, keyNumber: 1, blockNumber: 1 })).toBeUndefined();
});
