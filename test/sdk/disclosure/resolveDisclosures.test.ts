import { createHash } from "node:crypto";
import type { Disclosure as PeerDisclosure } from "@sd-jwt/core";
import { decodeSdJwtSync, getClaimsSync } from "@sd-jwt/core";
import { describe, expect, it } from "vitest";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import type { Disclosure } from "../../../sdk/disclosure/Disclosure.ts";
import { resolveDisclosures } from "../../../sdk/disclosure/resolveDisclosures.ts";
import type { JsonObject, JsonValue } from "../../../sdk/json/JsonValue.ts";
import { decodeToken } from "../../../sdk/token/decodeToken.ts";
import fc from "../../fixtures/fastCheck.ts";
import { DIPLOMA, fixedBytes, makeCredential } from "../../fixtures/makeCredential.ts";

const make = (name: string, value: JsonValue): Disclosure =>
  createDisclosure({ salt: fixedBytes(name, 16), name, value });
const [award, grade] = [make("awardTitle", "Master of Science"), make("finalGrade", "110")] as const;
const peerHasher = (data: string | ArrayBuffer) => createHash("sha256").update(data.toString()).digest();

function payloadOf(digests: JsonValue, subject: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return { _sd_alg: "sha-256", vc: { credentialSubject: { ...subject, _sd: digests } }, ...more };
}

/** A disclosure nobody could make with createDisclosure. */
function forge(parts: JsonValue[], digestOf = (text: string) => createHash("sha256").update(text).digest("base64url")) {
  const encoded = Buffer.from(JSON.stringify(parts)).toString("base64url");
  return { encoded, digest: digestOf(encoded) };
}

const payload = payloadOf([award.digest, grade.digest].sort(), { country: "IT" });
const codes = (disclosed: JsonObject, disclosures: string[]) =>
  resolveDisclosures(disclosed, disclosures).problems.map(({ code }) => code);

describe("resolveDisclosures", () => {
  it("joins visible and disclosed claims", () => {
    expect(resolveDisclosures(payload, [grade.encoded])).toEqual({
      claims: { country: "IT", finalGrade: "110" },
      disclosed: ["finalGrade"],
      disclosures: [grade],
      problems: [],
    });
    expect(resolveDisclosures(payload, []).claims).toEqual({ country: "IT" });
  });

  it("does not change the payload it is given", () => {
    const before = structuredClone(payload);
    resolveDisclosures(payload, [grade.encoded, award.encoded]);
    expect(payload).toEqual(before);
  });

  it("gives the claims @sd-jwt/core gives, for any choice of disclosures", async () => {
    const { token, all } = await makeCredential();
    const decoded = decodeToken(token, "JWT").payload;
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (chosen) => {
        const ours = resolveDisclosures(decoded, chosen);
        const theirs = decodeSdJwtSync(`${[token, ...chosen].join("~")}~`, peerHasher);
        const claims = getClaimsSync<JsonObject>(
          theirs.jwt.payload,
          theirs.disclosures as PeerDisclosure[],
          peerHasher,
        );
        expect(ours.problems).toEqual([]);
        expect(ours.claims).toEqual((claims.vc as JsonObject).credentialSubject);
        expect(ours.disclosed).toHaveLength(chosen.length);
      }),
      { numRuns: 100 },
    );
    expect(resolveDisclosures(decoded, all).claims).toEqual(DIPLOMA);
  });

  it("S1: refuses a disclosure of another credential, and then discloses nothing", () => {
    const foreign = make("finalGrade", "66");
    const { claims, disclosed, problems } = resolveDisclosures(payload, [award.encoded, foreign.encoded]);
    expect(problems).toMatchObject([{ code: "ERR_DISCLOSURE_UNREFERENCED", index: 1 }]);
    expect({ claims, disclosed }).toEqual({ claims: { country: "IT" }, disclosed: [] });
  });

  it("S1: refuses an altered disclosure, wherever a character of it changed", () => {
    for (let index = 0; index < grade.encoded.length; index++) {
      const other = grade.encoded[index] === "A" ? "B" : "A";
      const altered = grade.encoded.slice(0, index) + other + grade.encoded.slice(index + 1);
      expect(codes(payload, [altered])).toEqual([expect.stringMatching(/^ERR_DISCLOSURE_(UNREFERENCED|FORMAT)$/)]);
    }
  });

  it("S1: refuses a disclosure that was encoded again with other white space, or padded", () => {
    const again = Buffer.from(
      JSON.stringify(JSON.parse(Buffer.from(grade.encoded, "base64url").toString()), undefined, 1),
    );
    expect(codes(payload, [again.toString("base64url")])).toEqual(["ERR_DISCLOSURE_UNREFERENCED"]);
    expect(codes(payload, [`${grade.encoded}=`])).toEqual(["ERR_DISCLOSURE_FORMAT"]);
  });

  it("S1: refuses a disclosure that is there twice", () => {
    expect(codes(payload, [grade.encoded, award.encoded, grade.encoded])).toEqual(["ERR_DISCLOSURE_DUPLICATE"]);
  });

  it("refuses any disclosure if the token has no digests", () => {
    expect(codes({ vc: { credentialSubject: {} } }, [grade.encoded])).toEqual(["ERR_DISCLOSURE_UNREFERENCED"]);
    for (const odd of [
      {},
      { vc: null },
      { vc: [] },
      { vc: { credentialSubject: [] } },
      { vc: { credentialSubject: "a" } },
    ]) {
      expect(codes(odd, [grade.encoded])).toEqual(["ERR_DISCLOSURE_UNREFERENCED"]);
    }
  });

  it("S2: refuses the same digest twice, and digests that are not sorted", () => {
    expect(codes(payloadOf([award.digest, award.digest]), [])).toEqual(["ERR_DIGESTS"]);
    expect(codes(payloadOf([award.digest, grade.digest].sort().reverse()), [])).toEqual(["ERR_DIGESTS"]);
  });

  it.each([
    ["no list", "abc"],
    ["a number in the list", [1]],
    ["a short digest", ["abc"]],
    ["a digest with a bit left over", [`${"a".repeat(42)}B`]],
    ["a digest in the other alphabet", [`${"a".repeat(40)}+/A`]],
    ["null", null],
  ])("refuses %s as _sd", (_what, digests) => {
    expect(codes(payloadOf(digests), [])).toEqual(["ERR_DIGESTS"]);
  });

  it.each(["iss", "exp", "cnf", "sub", "id", "type", "credentialStatus", "_sd", "_sd_alg", "...", "issuer"])(
    "S3: refuses a disclosure that carries %s, though its digest is there",
    (name) => {
      const forged = forge([Buffer.alloc(16).toString("base64url"), name, "x"]);
      expect(codes(payloadOf([forged.digest]), [forged.encoded])).toEqual(["ERR_DISCLOSURE_OVERWRITES"]);
    },
  );

  it("S3: refuses a disclosure of a claim that is visible or already disclosed", () => {
    const country = make("country", "XX");
    expect(codes(payloadOf([country.digest], { country: "IT" }), [country.encoded])).toEqual([
      "ERR_DISCLOSURE_OVERWRITES",
    ]);
    const second = forge([Buffer.alloc(16, 7).toString("base64url"), "finalGrade", "66"]);
    const both = payloadOf([grade.digest, second.digest].sort());
    expect(codes(both, [grade.encoded, second.encoded])).toEqual(["ERR_DISCLOSURE_OVERWRITES"]);
  });

  it("S3: takes a claim whose name every object inherits, as a claim of its own", () => {
    const odd = make("constructor", "x");
    expect(resolveDisclosures(payloadOf([odd.digest]), [odd.encoded])).toMatchObject({
      disclosed: ["constructor"],
      problems: [],
    });
  });

  it("S3: refuses __proto__, and no object changes", () => {
    const forged = forge([Buffer.alloc(16).toString("base64url"), "__proto__", { polluted: true }]);
    expect(codes(payloadOf([forged.digest]), [forged.encoded])).toEqual(["ERR_DISCLOSURE_OVERWRITES"]);
    expect(({} as JsonObject).polluted).toBeUndefined();
  });

  it.each(["sha-512", "SHA-256", "sha256", 1, null])("S4: refuses %s as _sd_alg", (algorithm) => {
    expect(codes({ ...payload, _sd_alg: algorithm }, [])).toEqual(["ERR_DIGESTS"]);
  });

  it("S4: refuses digests without _sd_alg", () => {
    const { _sd_alg: _left, ...rest } = payload;
    expect(codes(rest, [])).toEqual(["ERR_DIGESTS"]);
  });

  it.each<[string, JsonObject]>([
    ["_sd in the payload", { _sd: [] }],
    ["_sd in vc", { vc: { _sd: [], credentialSubject: {} } }],
    ["_sd inside a visible claim", { vc: { credentialSubject: { a: { _sd: [] } } } }],
    ["_sd in a list of subjects", { vc: { credentialSubject: [{ _sd: [] }] } }],
    ["... in a list", { vc: { credentialSubject: { a: [{ "...": award.digest }] } } }],
    ["_sd_alg in vc", { vc: { _sd_alg: "sha-256", credentialSubject: {} } }],
    ["_sd_alg in the subject", { vc: { credentialSubject: { _sd_alg: "sha-256" } } }],
    ["_sd in cnf", { cnf: { _sd: [] } }],
  ])("refuses %s", (_what, members) => {
    expect(codes({ _sd_alg: "sha-256", ...members }, [])).toEqual(["ERR_DIGESTS"]);
  });
});
