import { keccak256 } from "ethers";
import { describe, expect, it } from "vitest";
import { decodeDisclosure } from "../../../sdk/disclosure/decodeDisclosure.ts";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";
import { answerRequest } from "../../../sdk/presentation/answerRequest.ts";
import { createRequest } from "../../../sdk/presentation/createRequest.ts";
import { decodePresentation } from "../../../sdk/presentation/decodePresentation.ts";
import type { GrantTerms } from "../../../sdk/presentation/GrantTerms.ts";
import { grantCommitment } from "../../../sdk/presentation/GrantTerms.ts";
import { bindPresentation } from "../../../sdk/presentation/keyBinding.ts";
import { parseRequest } from "../../../sdk/presentation/parseRequest.ts";
import { presentStanding } from "../../../sdk/presentation/presentStanding.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { fixedBytes, fixedRandom, makeCredential } from "../../fixtures/makeCredential.ts";

const INPUT = { audience: "hr.example.com", purpose: "Application 17", claims: ["awardTitle"], expires: 1_800_000_000 };
const SIGNER = memoryTokenSigner(fixedBytes("graduate", 32));
const TERMS: GrantTerms = {
  salt: `0x${"01".repeat(32)}`,
  audience: "hr.example.com",
  purpose: "File",
  recordIds: [`0x${"02".repeat(16)}`],
};

describe("createRequest and parseRequest", () => {
  it("make a request whose nonce is 24 random bytes, and read it back as it is", () => {
    const request = createRequest(INPUT, fixedRandom("request"));
    expect(request).toEqual({ type: "CscssMeRequest", ...INPUT, nonce: expect.stringMatching(/^[\w-]{32}$/) });
    expect(parseRequest(JSON.stringify(request))).toEqual(request);
    expect(createRequest(INPUT, fixedRandom("another")).nonce).not.toBe(request.nonce);
  });

  it.each<[string, Record<string, unknown>]>([
    ["type", { type: "CscssMeGrant" }],
    ["audience", { audience: "" }],
    ["audience", { audience: "any" }],
    ["audience", { audience: "x".repeat(201) }],
    ["nonce", { nonce: "" }],
    ["nonce", { nonce: "A".repeat(21) }],
    ["nonce", { nonce: "A".repeat(129) }],
    ["nonce", { nonce: `${"A".repeat(31)}=` }],
    ["purpose", { purpose: "" }],
    ["claims", { claims: [] }],
    ["claims", { claims: ["a", "a"] }],
    ["claims/0", { claims: [""] }],
    ["claims/0", { claims: [7] }],
    ["claims", { claims: "awardTitle" }],
    ["expires", { expires: 0 }],
    ["expires", { expires: 1.5 }],
    ["expires", { expires: "tomorrow" }],
    ["expires", { expires: 2 ** 40 }],
  ])("refuse another %s, and name the place", (place, change) => {
    const text = JSON.stringify({ ...createRequest(INPUT, fixedRandom("x")), ...change });
    const named = expect.objectContaining({ code: "ERR_REQUEST", message: expect.stringContaining(`#/${place}`) });
    expect(() => parseRequest(text)).toThrow(named);
  });

  it("refuse a request that lacks a member, has one more, or is not strict JSON", () => {
    const request = createRequest(INPUT, fixedRandom("x"));
    for (const name of Object.keys(request)) {
      const text = JSON.stringify({ ...request, [name]: undefined });
      expect(() => parseRequest(text), name).toThrow(expect.objectContaining({ code: "ERR_REQUEST" }));
    }
    const more = JSON.stringify({ ...request, callback: "https://mallory.example" });
    expect(() => parseRequest(more)).toThrow(expect.objectContaining({ code: "ERR_REQUEST" }));
    const twice = JSON.stringify(request).replace("{", '{"audience":"mallory",');
    expect(() => parseRequest(twice)).toThrow(expect.objectContaining({ code: "ERR_JSON" }));
    expect(() => createRequest({ ...INPUT, audience: "any" }, fixedRandom("x"))).toThrow(
      expect.objectContaining({ code: "ERR_REQUEST" }),
    );
  });
});

describe("answerRequest", () => {
  const request = createRequest(INPUT, fixedRandom("request"));
  const holds = async () => {
    const { token, all: disclosures } = await makeCredential();
    return { token, disclosures };
  };

  it("discloses the claims that were asked for and no other, bound to audience, nonce and time", async () => {
    const credential = await holds();
    const text = await answerRequest(request, { credential, signer: SIGNER, now: 1_799_999_999 });
    const { disclosures } = splitPresentation(text);
    expect(disclosures.map((one) => decodeDisclosure(one).name)).toEqual(["awardTitle"]);
    const { claims, token } = decodePresentation(text).keyBinding;
    const { audience: aud, nonce } = request;
    expect(claims).toEqual({ iat: 1_799_999_999, aud, nonce, sd_hash: decodePresentation(text).hash });
    expect(token.header).toEqual({ alg: "ES256K", typ: "kb+jwt" });
  });

  it("discloses fewer or others where the holder says so, in the credential's order", async () => {
    const credential = await holds();
    const claims = ["finalGrade", "eqfLevel"];
    const text = await answerRequest(request, { credential, signer: SIGNER, now: 1, claims });
    const names = splitPresentation(text).disclosures.map((one) => decodeDisclosure(one).name);
    expect(names).toEqual(["eqfLevel", "finalGrade"]);
  });

  it("names the claims a credential does not have, and those it has", async () => {
    const credential = await holds();
    const asked = { ...request, claims: ["shoeSize", "awardTitle"] };
    await expect(answerRequest(asked, { credential, signer: SIGNER, now: 1 })).rejects.toMatchObject({
      code: "ERR_CLAIM_UNKNOWN",
      details: { missing: ["shoeSize"], known: expect.arrayContaining(["awardTitle", "givenName"]) },
    });
  });

  it("is refused after the request's last second", async () => {
    const credential = await holds();
    const { expires } = request;
    await answerRequest(request, { credential, signer: SIGNER, now: expires });
    const late = answerRequest(request, { credential, signer: SIGNER, now: expires + 1 });
    await expect(late).rejects.toMatchObject({ code: "ERR_REQUEST_EXPIRED" });
  });
});

describe("presentStanding", () => {
  it("binds to the grant's audience, its id and its terms in clear text", async () => {
    const { token, all: disclosures } = await makeCredential();
    const grantId = `0x${"03".repeat(32)}`;
    const text = await presentStanding({
      credential: { token, disclosures },
      signer: SIGNER,
      claims: ["awardTitle"],
      grantId,
      terms: TERMS,
      now: 5,
    });
    const { claims } = decodePresentation(text).keyBinding;
    expect(claims).toEqual({ iat: 5, aud: TERMS.audience, nonce: grantId, grant: TERMS, sd_hash: expect.any(String) });
  });

  it.each<[string, Partial<GrantTerms>]>([
    ["a salt in upper case", { salt: `0x${"AB".repeat(32)}` }],
    ["no records", { recordIds: [] }],
    ["a record twice", { recordIds: [`0x${"02".repeat(16)}`, `0x${"02".repeat(16)}`] }],
    ["an empty audience", { audience: "" }],
    ["a purpose of 501 characters", { purpose: "x".repeat(501) }],
  ])("makes nothing a verifier would read with %s", async (_, change) => {
    const { token } = await makeCredential();
    const grant = { ...TERMS, ...change };
    const claims = { iat: 1, aud: TERMS.audience, nonce: `0x${"03".repeat(32)}`, grant };
    const text = await bindPresentation({ token, disclosures: [] }, claims, SIGNER);
    expect(() => decodePresentation(text)).toThrow(expect.objectContaining({ code: "ERR_KEY_BINDING" }));
  });
});

describe("grantCommitment", () => {
  it("is keccak256 over the ABI encoding, put together by hand", () => {
    const word = (value: number | string) =>
      typeof value === "number"
        ? value.toString(16).padStart(64, "0")
        : Buffer.from(value).toString("hex").padEnd(64, "0");
    const encoded = [
      "01".repeat(32),
      word(128),
      word(192),
      word(256),
      word(14),
      word("hr.example.com"),
      word(4),
      word("File"),
      word(1),
      "02".repeat(16).padEnd(64, "0"),
    ].join("");
    expect(grantCommitment(TERMS)).toBe(keccak256(`0x${encoded}`));
  });

  it("changes with salt, audience, purpose and records, and with where one ends and the next begins", () => {
    const others = [
      TERMS,
      { ...TERMS, salt: `0x${"03".repeat(32)}` },
      { ...TERMS, audience: "hr.example.comF", purpose: "ile" },
      { ...TERMS, purpose: "" },
      { ...TERMS, recordIds: [] },
      { ...TERMS, recordIds: [...TERMS.recordIds, ...TERMS.recordIds] },
    ];
    expect(new Set(others.map(grantCommitment)).size).toBe(others.length);
  });
});

describe("lists that somebody else wrote", () => {
  const objects = Array.from({ length: 4000 }, (_, index) => ({ [index]: 0 }));

  it("are refused in a request when they name a claim twice, or hold thousands of things that are no names", () => {
    const request = createRequest(INPUT, fixedRandom("request"));
    for (const claims of [["awardTitle", "awardTitle"], objects]) {
      const text = JSON.stringify({ ...request, claims });
      expect(() => parseRequest(text)).toThrow(expect.objectContaining({ code: "ERR_REQUEST" }));
    }
  });

  it("are refused in a key binding when they name a record twice, or hold thousands of things that are no records", async () => {
    const [recordId] = TERMS.recordIds;
    for (const recordIds of [[recordId, recordId], objects]) {
      const grant = { ...TERMS, recordIds } as GrantTerms;
      const claims = { iat: 1, aud: TERMS.audience, nonce: "n".repeat(22), grant };
      const { token } = await makeCredential();
      const text = await bindPresentation({ token, disclosures: [] }, claims, SIGNER);
      expect(() => decodePresentation(text)).toThrow(expect.objectContaining({ code: "ERR_KEY_BINDING" }));
    }
  });
});
