import { createHash, createPublicKey, ECDH, verify as nodeVerify } from "node:crypto";
import { SDJwtInstance } from "@sd-jwt/core";
import { verifyCredential } from "did-jwt-vc";
import { compactVerify, importJWK } from "jose";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../sdk/bytes/utf8.ts";
import { decodeCredential } from "../../sdk/credential/decodeCredential.ts";
import { nobleSecp256k1 } from "../../sdk/crypto/nobleSecp256k1.ts";
import { decodeDisclosure } from "../../sdk/disclosure/decodeDisclosure.ts";
import { resolveDisclosures } from "../../sdk/disclosure/resolveDisclosures.ts";
import { splitPresentation } from "../../sdk/disclosure/splitPresentation.ts";
import type { JsonObject } from "../../sdk/json/JsonValue.ts";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import { createRequest } from "../../sdk/presentation/createRequest.ts";
import { memoryTokenSigner } from "../../sdk/token/TokenSigner.ts";
import fc from "../fixtures/fastCheck.ts";
import { DIPLOMA, fixedAddress, fixedBytes, fixedRandom } from "../fixtures/makeCredential.ts";
import { prepareOffline } from "../fixtures/offlineIssuer.ts";

/** How many credentials are made: a thousand with CSCSS_AGREEMENT=1000. */
const CREDENTIALS = Number(process.env.CSCSS_AGREEMENT ?? 50);
const NOW = Date.UTC(2026, 10, 2) / 1000;
const ISSUER = memoryTokenSigner(fixedBytes("university/signing", 32));
const HOLDER = memoryTokenSigner(fixedBytes("graduate", 32));
const ISSUER_DID = `did:ethr:0x7a69:${fixedAddress("university")}`;
const jwkOf = (compressed: Uint8Array) => {
  const point = ECDH.convertKey(compressed, "secp256k1", undefined, undefined, "uncompressed") as Buffer;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  return { kty: "EC", crv: "secp256k1", x: String(x), y: String(y) };
};
const nodeKeyOf = (compressed: Uint8Array) => ({
  key: createPublicKey({ key: jwkOf(compressed), format: "jwk" }),
  dsaEncoding: "ieee-p1363" as const,
});
const [issuerKey, holderKey] = [nodeKeyOf(ISSUER.publicKey), nodeKeyOf(HOLDER.publicKey)];
const joseKey = await importJWK({ ...jwkOf(ISSUER.publicKey), alg: "ES256K" });

/** The issuer's DID document, as a resolver would give it. */
const resolver = {
  resolve: async () => ({
    didResolutionMetadata: {},
    didDocumentMetadata: {},
    didDocument: {
      "@context": "https://www.w3.org/ns/did/v1",
      id: ISSUER_DID,
      verificationMethod: [
        {
          id: `${ISSUER_DID}#delegate-1`,
          type: "EcdsaSecp256k1VerificationKey2019",
          controller: ISSUER_DID,
          publicKeyHex: Buffer.from(ISSUER.publicKey).toString("hex"),
        },
      ],
      assertionMethod: [`${ISSUER_DID}#delegate-1`],
    },
  }),
} as unknown as Parameters<typeof verifyCredential>[1];

const stock = new SDJwtInstance({
  hashAlg: "sha-256",
  hasher: (data, algorithm) =>
    createHash(algorithm.replace("-", ""))
      .update(typeof data === "string" ? data : new Uint8Array(data))
      .digest(),
  verifier: (data, signature) =>
    nodeVerify("sha256", Buffer.from(data), issuerKey, Buffer.from(signature, "base64url")),
  kbVerifier: (data, signature) =>
    nodeVerify("sha256", Buffer.from(data), holderKey, Buffer.from(signature, "base64url")),
});

/** Any text that UTF-8 carries, of any script. */
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).filter((one) => one.trim() !== "");
const award = fc.record({
  claims: fc.record({
    givenName: text,
    familyName: text,
    awardTitle: text,
    programmeTitle: text,
    organizationName: text,
    eqfLevel: fc.integer({ min: 1, max: 8 }),
    credits: fc.integer({ min: 0, max: 500 }),
    note: text,
  }),
  number: fc.uuid(),
  validFrom: fc.integer({ min: 0, max: NOW }),
  shown: fc.subarray(["givenName", "awardTitle", "eqfLevel", "note"], { minLength: 1 }),
  tampered: fc.nat(),
});

/** What each of five independent pieces of software says of a token's signature. */
async function opinionsOf(token: string): Promise<boolean[]> {
  const cut = token.lastIndexOf(".");
  const [input, signature] = [token.slice(0, cut), Buffer.from(token.slice(cut + 1), "base64url")];
  const ask = (opinion: Promise<unknown>) =>
    opinion.then(
      () => true,
      () => false,
    );
  return [
    nobleSecp256k1.verify(Uint8Array.from(signature), encodeUtf8(input), ISSUER.publicKey),
    nodeVerify("sha256", Buffer.from(input), issuerKey, signature),
    await ask(compactVerify(token, joseKey, { algorithms: ["ES256K"] })),
    await ask(verifyCredential(token, resolver, { policies: { now: NOW } })),
    await ask(stock.verify(`${token}~`, { currentDate: NOW })),
  ];
}

describe("Random credentials", () => {
  it("are signed such that did-jwt-vc, node:crypto, jose and @sd-jwt/core agree with us on each", {
    timeout: 0,
  }, async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(award, async ({ claims, number, validFrom, shown, tampered }) => {
        const all = { ...DIPLOMA, ...claims } as JsonObject;
        const { claimFile } = await prepareOffline("degree", all, { profile: 1, award: number, validFrom });
        const [token, disclosures] = [claimFile.token ?? "", claimFile.disclosures];
        made++;
        expect(await opinionsOf(token)).toEqual([true, true, true, true, true]);
        expect(await opinionsOf(alter(token, tampered))).toEqual([false, false, false, false, false]);

        const names = disclosures.map((one) => decodeDisclosure(one).name);
        const wanted = shown.filter((name) => names.includes(name));
        const request = createRequest(
          { audience: "hr.example.com", purpose: "Agreement", claims: wanted, expires: NOW + 60 },
          fixedRandom(number),
        );
        const presentation = await answerRequest(request, {
          credential: { token, disclosures },
          signer: HOLDER,
          now: NOW,
        });
        const theirs = await stock.verify(presentation, { keyBindingNonce: request.nonce, currentDate: NOW });
        const shownByThem = (theirs.payload.vc as { credentialSubject: unknown }).credentialSubject;
        const { payload } = decodeCredential(token).token;
        const ours = resolveDisclosures(payload, splitPresentation(presentation).disclosures);
        expect(ours.problems).toEqual([]);
        expect(shownByThem).toEqual(ours.claims);
        expect(ours.claims).toEqual(Object.fromEntries(wanted.map((name) => [name, all[name]])));
      }),
      { numRuns: CREDENTIALS, seed: 1, endOnFailure: true },
    );
    expect(made).toBe(CREDENTIALS);
  });
});

/** One letter of the payload is another. */
function alter(token: string, at: number): string {
  const [header, payload = "", signature] = token.split(".");
  // Not the last, which may carry bits that stand for nothing.
  const place = at % (payload.length - 1);
  const other = payload.charAt(place) === "A" ? "B" : "A";
  return [header, payload.slice(0, place) + other + payload.slice(place + 1), signature].join(".");
}
