import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import type { ErrorCode } from "../../../sdk/errors/errorCodes.ts";
import type { TokenType } from "../../../sdk/token/decodeToken.ts";
import { decodeToken } from "../../../sdk/token/decodeToken.ts";
import { fixedBytes, makeCredential } from "../../fixtures/makeCredential.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const HEADER = '{"alg":"ES256K","typ":"JWT","kid":"did:ethr:0x7a69:0x01#delegate-1"}';
const part = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");
const SIGNATURE = part(nobleSecp256k1.sign(fixedBytes("message", 32), fixedBytes("university", 32)));
const scalar = (value: bigint): string => value.toString(16).padStart(64, "0");
const signatureOf = (r: bigint, s: bigint): string => part(Buffer.from(scalar(r) + scalar(s), "hex"));
const header = (members: object): string => part(JSON.stringify(members));
const base = { alg: "ES256K", typ: "JWT", kid: "did:ethr:0x7a69:0x01#delegate-1" };

function expectRefused(token: unknown, code: ErrorCode, type: TokenType = "JWT"): void {
  expect(() => decodeToken(token as string, type)).toThrow(expect.objectContaining({ code }));
}

describe("decodeToken", () => {
  it("takes a token of did-jwt-vc apart", async () => {
    const { token, parties } = await makeCredential();
    const decoded = decodeToken(token, "JWT");
    expect(decoded.header).toEqual({ alg: "ES256K", typ: "JWT", kid: `${parties.issuer}#delegate-1` });
    expect(decoded.payload.iss).toBe(parties.issuer);
    expect(decoded.signature).toHaveLength(64);
    expect(token).toBe(`${decoded.signingInput}.${encodeBase64url(decoded.signature)}`);
    expect(part(decoded.protectedText)).toBe(token.split(".")[0]);
    expect(part(decoded.payloadText)).toBe(token.split(".")[1]);
  });

  it("takes a key binding with and without a kid", () => {
    const bare = `${header({ alg: "ES256K", typ: "kb+jwt" })}.${part("{}")}.${SIGNATURE}`;
    expect(decodeToken(bare, "kb+jwt").header).toEqual({ alg: "ES256K", typ: "kb+jwt" });
    const named = `${header({ ...base, typ: "kb+jwt" })}.${part("{}")}.${SIGNATURE}`;
    expect(decodeToken(named, "kb+jwt").header.kid).toBe(base.kid);
  });

  it.each([
    ["none", "none"],
    ["HS256", "HS256"],
    ["ES256K-R", "ES256K-R"],
    ["lower case", "es256k"],
    ["a number", 1],
    ["null", null],
    ["an array", ["ES256K"]],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
  ])("J1: refuses %s as alg", (_what, alg) => {
    expectRefused(`${header({ ...base, alg })}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_HEADER");
  });

  it("J1: refuses a header without alg, typ or kid, or none at all", () => {
    for (const name of ["alg", "typ", "kid"] as const) {
      const { [name]: _left, ...rest } = base;
      expectRefused(`${header(rest)}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_HEADER");
    }
    expectRefused(`${header({})}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_HEADER");
  });

  it("J2: refuses a header or payload with the same name twice", () => {
    const twice = '{"alg":"none","alg":"ES256K","typ":"JWT","kid":"k"}';
    expectRefused(`${part(twice)}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_FORMAT");
    expectRefused(`${part(HEADER)}.${part('{"iss":"a","iss":"b"}')}.${SIGNATURE}`, "ERR_TOKEN_FORMAT");
  });

  it.each([
    ["crit", ["b64"]],
    ["b64", false],
    ["jwk", {}],
    ["jku", "https://example.edu"],
    ["x5c", []],
    ["cty", "JWT"],
    ["x5u", ""],
    ["zip", "DEF"],
    ["toString", "x"],
  ])("J3: refuses the header parameter %s", (name, value) => {
    expectRefused(`${header({ ...base, [name]: value })}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_HEADER");
  });

  it("J4: refuses a token that claims to hold another", async () => {
    const { token } = await makeCredential();
    expectRefused(
      `${header({ ...base, cty: "JWT" })}.${part(JSON.stringify({ jwt: token }))}.${SIGNATURE}`,
      "ERR_TOKEN_HEADER",
    );
  });

  it.each([
    ["a number", 1],
    ["empty", ""],
    ["too long", "k".repeat(513)],
    ["an object", {}],
    ["null", null],
  ])("J5: refuses a kid that is %s", (_what, kid) => {
    expectRefused(`${header({ ...base, kid })}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_HEADER");
    expectRefused(
      `${header({ ...base, typ: "kb+jwt", kid })}.${part("{}")}.${SIGNATURE}`,
      "ERR_TOKEN_HEADER",
      "kb+jwt",
    );
  });

  it("J6: refuses the typ of another kind of token", () => {
    for (const typ of ["kb+jwt", "jwt", "vc+jwt", "dc+sd-jwt", 1]) {
      expectRefused(`${header({ ...base, typ })}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_HEADER");
    }
    expectRefused(`${part(HEADER)}.${part("{}")}.${SIGNATURE}`, "ERR_TOKEN_HEADER", "kb+jwt");
  });

  it.each([
    ["high S", signatureOf(1n, (ORDER >> 1n) + 1n), "high-s"],
    ["63 bytes", part(new Uint8Array(63).fill(1)), "length"],
    ["65 bytes", part(new Uint8Array(65).fill(1)), "length"],
    ["DER", part(Buffer.from(`3044022${"0".repeat(1)}${scalar(1n)}0220${scalar(1n)}`, "hex")), "length"],
    ["none", "", "length"],
    ["r = 0", signatureOf(0n, 1n), "range"],
    ["s = 0", signatureOf(1n, 0n), "range"],
    ["r = n", signatureOf(ORDER, 1n), "range"],
    ["s = n", signatureOf(1n, ORDER), "range"],
  ])("J7: refuses a signature with %s", (_what, signature, problem) => {
    expect(() => decodeToken(`${part(HEADER)}.${part("{}")}.${signature}`, "JWT")).toThrow(
      expect.objectContaining({ code: "ERR_TOKEN_SIGNATURE", details: { problem } }),
    );
  });

  it("J7: takes the largest low S and r = n - 1", () => {
    const token = `${part(HEADER)}.${part("{}")}.${signatureOf(ORDER - 1n, ORDER >> 1n)}`;
    expect(decodeToken(token, "JWT").signature).toHaveLength(64);
  });

  it("J8: refuses padding, trailing bits and white space in any part", () => {
    const good = [part(HEADER), part('{"a":1}'), SIGNATURE];
    expect(decodeToken(good.join("."), "JWT").payload).toEqual({ a: 1 });
    for (const index of [0, 1, 2]) {
      for (const spoil of [
        (text: string) => `${text}=`,
        (text: string) => ` ${text}`,
        (text: string) => `${text}\n`,
        (text: string) => `${text}A`,
      ]) {
        const spoilt = good.map((text, at) => (at === index ? spoil(text) : text)).join(".");
        expect(() => decodeToken(spoilt, "JWT")).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^ERR_TOKEN_(FORMAT|SIGNATURE)$/) }),
        );
      }
    }
    expectRefused(`${part(HEADER)}.${part("{}").replace(/Q$/, "R")}x.${SIGNATURE}`, "ERR_TOKEN_FORMAT");
  });

  it("J9: refuses a token over 64 KiB, and 20,000 levels", () => {
    const over = "a".repeat(65_537 - part(HEADER).length - SIGNATURE.length - 2);
    expectRefused(`${part(HEADER)}.${over}.${SIGNATURE}`, "ERR_TOKEN_SIZE");
    expectRefused(`${part(HEADER)}.${part(`{"a":${"[".repeat(20_000)}`)}.${SIGNATURE}`, "ERR_TOKEN_FORMAT");
  });

  it("J10: refuses invalid UTF-8, a byte order mark and half of a surrogate pair", () => {
    for (const payload of [Uint8Array.of(0x7b, 0xff, 0x7d), "\ufeff{}", '{"a":"\\ud83c"}']) {
      expectRefused(`${part(HEADER)}.${part(payload)}.${SIGNATURE}`, "ERR_TOKEN_FORMAT");
    }
  });

  it("J11: refuses a payload that is no JSON object", () => {
    for (const payload of ["[]", "null", '"a"', "1", "", "{}{}", '{"__proto__":{}}', '{"exp":1e400}']) {
      expectRefused(`${part(HEADER)}.${part(payload)}.${SIGNATURE}`, "ERR_TOKEN_FORMAT");
    }
  });

  it("J12: refuses JSON serialisations, arrays, objects, and another number of parts", () => {
    const token = `${part(HEADER)}.${part("{}")}.${SIGNATURE}`;
    const [protectedPart, payload, signature] = token.split(".");
    const serialised = { protected: protectedPart, payload, signature };
    for (const odd of [serialised, [token], null, undefined, 1, Buffer.from(token)])
      expectRefused(odd, "ERR_TOKEN_FORMAT");
    for (const odd of [
      JSON.stringify(serialised),
      "",
      ".",
      "..",
      `${token}.`,
      `${token}.a`,
      `${token}~`,
      `${protectedPart}.${payload}`,
    ]) {
      expectRefused(odd, "ERR_TOKEN_FORMAT");
    }
  });
});
