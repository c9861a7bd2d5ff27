import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { decodeHex, encodeHex } from "../../../sdk/bytes/hex.ts";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";
import type { Draft } from "../../fixtures/forging.ts";
import { forge, verifyForged } from "../../fixtures/forging.ts";
import { issue } from "../../fixtures/issuing.ts";
import { answer, expectInvalid, expectValid, requestOf, verify } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const N = BigInt("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

/** Every forged token is signed by the university and its hash is on chain: only its form can give it away. */
describe("The form of a token", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("is accepted when nothing is forged, so that the refusals below have no other reason", async () => {
    expectValid(await verifyForged(world));
  });

  it.each<[string, unknown]>([
    ["none", "none"],
    ["None", "None"],
    ["HS256", "HS256"],
    ["ES256K-R", "ES256K-R"],
    ["ES256", "ES256"],
    ["a number", 7],
    ["null", null],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
    ["an array", ["ES256K"]],
  ])("is refused with alg %s (J1)", async (_, alg) => {
    const verification = await verifyForged(world, ({ header }) => Object.assign(header, { alg }));
    expectInvalid(verification, "format ERR_TOKEN_HEADER");
  });

  it("is refused as HS256 keyed with the issuer's public key, and as none without a signature (J1)", async () => {
    const { publicKey } = world.university.context.signing.signer;
    const withHmac = await verifyForged(world, (draft) => {
      draft.header.alg = "HS256";
      draft.finish = (token) => {
        const input = token.slice(0, token.lastIndexOf("."));
        return `${input}.${createHmac("sha256", publicKey).update(input).digest("base64url")}`;
      };
    });
    expectInvalid(withHmac, "format ERR_TOKEN_HEADER");
    const unsigned = await verifyForged(world, (draft) => {
      draft.header.alg = "none";
      draft.finish = (token) => token.slice(0, token.lastIndexOf(".") + 1);
    });
    expectInvalid(unsigned, "format ERR_DISCLOSURE_FORMAT");
  });

  it.each([
    ["alg", (text: string) => text.replace("{", '{"alg":"none",')],
    ["kid", (text: string) => text.replace(/}$/, ',"kid":"did:ethr:0x1:0x#delegate-1"}')],
    ["alg in an escaped spelling", (text: string) => text.replace("{", '{"\\u0061lg":"none",')],
    ["__proto__", (text: string) => text.replace("{", '{"__proto__":{"alg":"none"},')],
  ])("is refused with a header that has %s besides or twice (J2)", async (_, change) => {
    const verification = await verifyForged(world, (draft) => {
      draft.headerText = change(JSON.stringify(draft.header));
    });
    expectInvalid(verification, "format ERR_TOKEN_FORMAT");
  });

  it.each<[string, Record<string, unknown>]>([
    ["crit", { crit: ["exp"] }],
    ["b64", { b64: false }],
    ["jwk", { jwk: { kty: "EC", crv: "secp256k1", x: "", y: "" } }],
    ["jku", { jku: "https://mallory.example/keys" }],
    ["x5c", { x5c: ["MIIB"] }],
    ["cty", { cty: "JWT" }],
  ])("is refused with the header parameter %s (J3)", async (_, parameters) => {
    const verification = await verifyForged(world, ({ header }) => Object.assign(header, parameters));
    expectInvalid(verification, "format ERR_TOKEN_HEADER");
  });

  it("is refused when a genuine token stands inside a forged one (J4)", async () => {
    const { token } = await forge(world);
    const wrapped = await verifyForged(world, (draft) => {
      draft.header.cty = "JWT";
      draft.payload.jwt = token;
    });
    expectInvalid(wrapped, "format ERR_TOKEN_HEADER");
    const withoutCty = await verifyForged(world, ({ payload }) => Object.assign(payload, { jwt: token }));
    expectInvalid(withoutCty, "format ERR_CREDENTIAL");
  });

  it.each<[string, string, (iss: string) => unknown]>([
    ["of another DID", "ERR_CREDENTIAL", () => "did:ethr:0x7a69:0x70997970C51812dc3A010C7d01b50e0d17dc79C8#delegate-1"],
    ["of the controller", "ERR_CREDENTIAL", (iss) => `${iss}#controller`],
    ["number 0", "ERR_CREDENTIAL", (iss) => `${iss}#delegate-0`],
    ["number 01", "ERR_CREDENTIAL", (iss) => `${iss}#delegate-01`],
    ["number 65536", "ERR_CREDENTIAL", (iss) => `${iss}#delegate-65536`],
    ["a bare fragment", "ERR_CREDENTIAL", () => "#delegate-1"],
    ["missing", "ERR_TOKEN_HEADER", () => undefined],
    ["empty", "ERR_TOKEN_HEADER", () => ""],
    ["a number", "ERR_TOKEN_HEADER", () => 1],
  ])("is refused with a kid that is %s (J5)", async (_, code, kidOf) => {
    const verification = await verifyForged(world, ({ header, payload }) => {
      header.kid = kidOf(String(payload.iss));
    });
    expectInvalid(verification, `format ${code}`);
  });

  it("is refused with a kid that names a key the record does not, even one not in the document (J5)", async () => {
    const verification = await verifyForged(world, ({ header, payload }) => {
      header.kid = `${payload.iss}#delegate-9`;
    });
    expectInvalid(verification, "signature ERR_KEY_NUMBER");
  });

  it.each([["kb+jwt"], ["vc+sd-jwt"], ["dc+sd-jwt"], ["at+jwt"], ["jwt"], [undefined]])(
    "is refused with typ %s (J6)",
    async (typ) => {
      const verification = await verifyForged(world, ({ header }) => Object.assign(header, { typ }));
      expectInvalid(verification, "format ERR_TOKEN_HEADER");
    },
  );

  it.each<[string, (signature: Uint8Array) => Uint8Array]>([
    ["a high S", (signature) => withS(signature, N - sOf(signature))],
    ["63 bytes", (signature) => signature.subarray(0, 63)],
    ["65 bytes", (signature) => Uint8Array.of(...signature, 0)],
    ["DER form", toDer],
    ["r = 0", (signature) => Uint8Array.of(...new Uint8Array(32), ...signature.subarray(32))],
    ["s = 0", (signature) => withS(signature, 0n)],
    ["r = n", (signature) => Uint8Array.of(...word(N), ...signature.subarray(32))],
    ["s = n", (signature) => withS(signature, N)],
  ])("is refused with a signature that has %s (J7)", async (_, change) => {
    const verification = await verifyForged(world, (draft) => {
      draft.finish = (token) => inPart(token, 2, (part) => encodeBase64url(change(decodeBase64url(part))));
    });
    expectInvalid(verification, "format ERR_TOKEN_SIGNATURE");
  });

  it.each([0, 1, 2])("is refused when part %i has padding, white space or a wrong alphabet (J8)", async (index) => {
    for (const change of [
      (part: string) => `${part}=`,
      (part: string) => `${part} `,
      (part: string) => `\n${part}`,
      (part: string) => part.replace(/.$/, "+"),
    ]) {
      const forged = await verifyForged(world, (draft) => {
        draft.finish = (token) => inPart(token, index, change);
      });
      expectInvalid(forged, "format ERR_DISCLOSURE_FORMAT");
    }
  });

  it("is refused when a part has bits left over in its last character (J8)", async () => {
    for (const index of [0, 1, 2]) {
      const verification = await verifyForged(world, (draft) => {
        // Of 64 + 1, 2 bytes the last character carries bits that stand for nothing.
        if (index === 0) draft.headerText = padTo(JSON.stringify(draft.header), 1);
        if (index === 1) draft.payloadText = padTo(JSON.stringify(draft.payload), 1);
        draft.finish = (token) => inPart(token, index, (part) => `${part.slice(0, -1)}${nextLetter(part.slice(-1))}`);
      });
      expectInvalid(verification, "format ERR_TOKEN_FORMAT");
    }
  });

  it("is read at 65,536 characters and refused above (J9)", async () => {
    const fill = (length: number) => (draft: Draft) => {
      draft.payload.vc.credentialSubject.note = "x".repeat(length);
    };
    const { length } = (await forge(world, fill(0))).token;
    const most = Math.floor(((65_536 - length) * 3) / 4);
    const [fits, over] = [await forge(world, fill(most)), await forge(world, fill(most + 3))];
    expect(fits.token.length).toBeLessThanOrEqual(65_536);
    expect(over.token.length).toBeGreaterThan(65_536);
    expectValid(await verifyForged(world, fill(most)));
    expectInvalid(await verifyForged(world, fill(most + 3)), "format ERR_TOKEN_SIZE");
  });

  it("is refused when it is nested 20,000 levels deep, at once (J9)", async () => {
    const verification = await verifyForged(world, (draft) => {
      draft.payloadText = `{"vc":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    });
    expectInvalid(verification, "format ERR_TOKEN_FORMAT");
  });

  it.each<[string, (text: string) => string | Uint8Array]>([
    ["bytes that are no UTF-8", (text) => Uint8Array.of(...Buffer.from(text.slice(0, -1)), 0xff, 0x7d)],
    ["an overlong encoding", (text) => Uint8Array.of(...Buffer.from(text.slice(0, -1)), 0xc0, 0xaf, 0x7d)],
    ["a byte order mark", (text) => `\u{FEFF}${text}`],
    ["half of a surrogate pair in bytes", (text) => Uint8Array.of(...Buffer.from(text.slice(0, -1)), 0xed, 0xa0, 0x80)],
    ["half of a surrogate pair in an escape", (text) => text.replace(/}$/, ',"note":"\\ud800"}')],
    ["a number too large", (text) => text.replace(/"nbf":\d+/, '"nbf":1e400')],
    ["iss twice", (text) => text.replace(/}$/, ',"iss":"did:ethr:0x7a69:0x00"}')],
    ["iss twice, once escaped", (text) => text.replace(/}$/, ',"\\u0069ss":"did:ethr:0x7a69:0x00"}')],
    ["the wallet's sequence twice", (text) => text.replace('"sequence":1', '"sequence":1,"sequence":2')],
    ["text after its end", (text) => `${text} {}`],
    ["a comment", (text) => text.replace("{", "{/* */")],
    ["an array", (text) => `[${text}]`],
    ["a string", (text) => JSON.stringify(text)],
  ])("is refused with a payload that is or has %s (J10, J11, J12)", async (_, change) => {
    const verification = await verifyForged(world, (draft) => {
      draft.payloadText = change(JSON.stringify(draft.payload));
    });
    expectInvalid(verification, "format ERR_TOKEN_FORMAT");
  });

  it("is refused as a JSON serialisation, an array, an object or nothing, without an exception (J12)", async () => {
    const held = await issue(world);
    const request = await requestOf(world);
    const text = await answer(world, held, request);
    const { token, disclosures, keyBinding } = splitPresentation(text);
    const [protectedPart, payload, signature] = token.split(".");
    const flattened = { protected: protectedPart, payload, signature, header: { disclosures, kb_jwt: keyBinding } };
    const offered = [
      JSON.stringify(flattened),
      flattened,
      [text],
      [token, disclosures],
      null,
      undefined,
      7,
      "",
      "~",
      ".",
    ];
    for (const one of offered) {
      const verification = await verify(world, one as string, { kind: "answer", request });
      expectInvalid(verification, "format ERR_DISCLOSURE_FORMAT");
      expect(verification.disclosed).toEqual({});
    }
    expectValid(await verify(world, text, { kind: "answer", request }));
  });

  it("is refused when somebody else than the issuer signed it", async () => {
    const verification = await verifyForged(world, (draft) => {
      draft.signer = world.mallory.signer;
    });
    expectInvalid(verification, "signature ERR_SIGNATURE");
  });
});

function inPart(token: string, index: number, change: (part: string) => string): string {
  return token
    .split(".")
    .map((part, at) => (at === index ? change(part) : part))
    .join(".");
}

/** White space at the end, until the length leaves this remainder of three. */
function padTo(text: string, remainder: number): string {
  return Buffer.byteLength(text) % 3 === remainder ? text : padTo(`${text} `, remainder);
}

function nextLetter(letter: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return letters.charAt(letters.indexOf(letter) + 1);
}

function sOf(signature: Uint8Array): bigint {
  return BigInt(encodeHex(signature.subarray(32)));
}

function word(value: bigint): Uint8Array {
  return decodeHex(`0x${value.toString(16).padStart(64, "0")}`, 32);
}

function withS(signature: Uint8Array, s: bigint): Uint8Array {
  return Uint8Array.of(...signature.subarray(0, 32), ...word(s));
}

function toDer(signature: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array) => {
    const digits = (bytes[0] ?? 0) > 127 ? [0, ...bytes] : [...bytes];
    return [2, digits.length, ...digits];
  };
  const body = [...integer(signature.subarray(0, 32)), ...integer(signature.subarray(32))];
  return Uint8Array.of(0x30, body.length, ...body);
}
