import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { decodeDisclosure } from "../../../sdk/disclosure/decodeDisclosure.ts";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";
import { bindPresentation } from "../../../sdk/presentation/keyBinding.ts";
import type { Draft } from "../../fixtures/forging.ts";
import { forge, presentForged, verifyForged } from "../../fixtures/forging.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import { answer, expectInvalid, expectValid, requestOf, verify } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const SALT = fixedBytes("salt", 16);

describe("The disclosures of a presentation", () => {
  let world: World;
  let held: Held;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
  });
  afterAll(() => world.close());

  /** The holder itself binds whatever disclosures it likes. */
  async function presentWith(disclosures: readonly string[]) {
    return presentForged(world, { token: held.record.token, disclosures });
  }
  const named = (name: string): string =>
    held.record.disclosures.find((encoded) => decodeDisclosure(encoded).name === name) ?? "";

  it("tell what was disclosed and nothing else, and which claims that were asked for are missing", async () => {
    const request = await requestOf(world, { claims: ["awardTitle", "givenName"] });
    const text = await answer(world, held, request, { claims: ["awardTitle"] });
    const verification = await verify(world, text, { kind: "answer", request });
    expectValid(verification);
    expect(verification.disclosed).toEqual({ awardTitle: held.award.claims.awardTitle });
    expect(verification.missing).toEqual(["givenName"]);
  });

  it("may be none at all", async () => {
    const verification = await presentWith([]);
    expectValid(verification);
    expect(verification.disclosed).toEqual({});
  });

  it("may be all of them, in any order", async () => {
    const verification = await presentWith([...held.record.disclosures].reverse());
    expectValid(verification);
    expect(verification.disclosed).toEqual(held.award.claims);
  });

  const invented = createDisclosure({ salt: SALT, name: "distinction", value: "summa cum laude" }).encoded;
  it.each<[string, string, () => string[]]>([
    ["one invented", "UNREFERENCED", () => [named("awardTitle"), invented]],
    ["one with another value", "UNREFERENCED", () => [changed(named("finalGrade"), (parts) => parts.with(2, "30L"))]],
    ["one with another name", "UNREFERENCED", () => [changed(named("finalGrade"), (parts) => parts.with(1, "gpa"))]],
    [
      "one with another salt",
      "UNREFERENCED",
      () => [changed(named("finalGrade"), (parts) => parts.with(0, "A".repeat(22)))],
    ],
    ["one written with white space", "UNREFERENCED", () => [respelled(named("finalGrade"), (text) => ` ${text}`)]],
    [
      "one written with escapes",
      "UNREFERENCED",
      () => [respelled(named("finalGrade"), (text) => text.replace("f", "\\u0066"))],
    ],
    [
      "one of another credential",
      "UNREFERENCED",
      () => [createDisclosure({ salt: SALT, name: "eqfLevel", value: 8 }).encoded],
    ],
    ["the same one twice", "DUPLICATE", () => [named("awardTitle"), named("awardTitle")]],
    ["one of four parts", "FORMAT", () => [changed(named("finalGrade"), (parts) => [...parts, "more"])]],
    ["one of two parts, for an array", "FORMAT", () => [changed(named("finalGrade"), (parts) => parts.slice(0, 2))]],
    ["one with a short salt", "FORMAT", () => [changed(named("finalGrade"), (parts) => parts.with(0, "AAAA"))]],
    ["one with bits left over", "FORMAT", () => [leftOver()]],
    ["one that holds digests", "FORMAT", () => [changed(named("finalGrade"), (parts) => parts.with(2, { _sd: [] }))]],
    ["one that is no JSON", "FORMAT", () => ["AAAA"]],
  ])("are refused with %s (S1, S2)", async (_, problem, choose) => {
    const verification = await presentWith(choose());
    expectInvalid(verification, `disclosures ERR_DISCLOSURE_${problem}`);
    expect(verification.disclosed).toEqual({});
  });

  it.each([
    "iss",
    "exp",
    "cnf",
    "sub",
    "id",
    "type",
    "vc",
    "credentialStatus",
    "_sd",
    "__proto__",
    "...",
    "nbf",
    "jti",
  ])("are refused when the issuer lets one overwrite %s (S3)", async (name) => {
    const verification = await verifyForged(world, (draft) => hide(draft, [name, "mallory"]));
    expectInvalid(verification, "disclosures ERR_DISCLOSURE_OVERWRITES");
  });

  it("are refused when one repeats a claim that is visible, or one that another discloses (S3)", async () => {
    const visible = await verifyForged(world, (draft) => {
      draft.payload.vc.credentialSubject.eqfLevel = 7;
      hide(draft, ["eqfLevel", 8]);
    });
    expectInvalid(visible, "disclosures ERR_DISCLOSURE_OVERWRITES");
    expect(visible.disclosed).toEqual({ eqfLevel: 7 });
    const twice = await verifyForged(world, (draft) => hide(draft, ["eqfLevel", 7], ["eqfLevel", 8]));
    expectInvalid(twice, "disclosures ERR_DISCLOSURE_OVERWRITES");
  });

  it("may be beside visible claims of other names, which always count as told", async () => {
    const verification = await verifyForged(world, (draft) => {
      draft.payload.vc.credentialSubject.country = "IT";
      hide(draft, ["eqfLevel", 7]);
    });
    expectValid(verification);
    expect(verification.disclosed).toEqual({ country: "IT", eqfLevel: 7 });
  });

  it.each<[string, string, (draft: Draft) => unknown]>([
    ["_sd_alg sha-384", "format ERR_CREDENTIAL", ({ payload }) => Object.assign(payload, { _sd_alg: "sha-384" })],
    ["_sd_alg missing", "format ERR_CREDENTIAL", ({ payload }) => Object.assign(payload, { _sd_alg: undefined })],
    ["_sd_alg in the subject", "disclosures ERR_DIGESTS", (draft) => subject(draft, { _sd_alg: "sha-256" })],
    ["a digest twice", "disclosures ERR_DIGESTS", (draft) => digests(draft, (all) => [all[0], ...all])],
    ["digests out of order", "disclosures ERR_DIGESTS", (draft) => digests(draft, (all) => all.reverse())],
    ["a digest that is none", "disclosures ERR_DIGESTS", (draft) => digests(draft, (all) => [...all, "zzz"])],
    ["digests in an object", "disclosures ERR_DIGESTS", (draft) => subject(draft, { _sd: { 0: "x" } })],
    ["digests nested", "disclosures ERR_DIGESTS", (draft) => subject(draft, { more: { _sd: [] } })],
    ["an array placeholder", "disclosures ERR_DIGESTS", (draft) => subject(draft, { list: [{ "...": "x" }] })],
    ["digests beside vc", "format ERR_CREDENTIAL", ({ payload }) => Object.assign(payload, { _sd: [] })],
  ])("are refused when the credential has %s (S2, S4)", async (_, complaint, change) => {
    const verification = await verifyForged(world, (draft) => {
      draft.disclosures = [];
      change(draft);
    });
    expectInvalid(verification, complaint);
  });

  it("are refused without the final tilde, with an empty one, and with one after the key binding (S5)", async () => {
    const request = await requestOf(world);
    const text = await answer(world, held, request);
    const { token, disclosures, keyBinding } = splitPresentation(text);
    const binding = String(keyBinding);
    for (const [broken, code] of [
      [`${[token, ...disclosures].join("~")}${binding}`, "ERR_TOKEN_FORMAT"],
      [[token, ...disclosures].join("~"), "ERR_DISCLOSURE_FORMAT"],
      [[token, "", ...disclosures, binding].join("~"), "ERR_DISCLOSURE_FORMAT"],
      [[token, ...disclosures, binding, ""].join("~"), "ERR_DISCLOSURE_FORMAT"],
      [[token, binding, ...disclosures].join("~"), "ERR_DISCLOSURE_FORMAT"],
      [`${token}${binding}`, "ERR_DISCLOSURE_FORMAT"],
      [[token, ...disclosures, ""].join("~"), "ERR_KEY_BINDING"],
      [token, "ERR_DISCLOSURE_FORMAT"],
      [`${text}\n`, "ERR_DISCLOSURE_FORMAT"],
    ] as const) {
      expectInvalid(await verify(world, broken, { kind: "answer", request }), `format ${code}`);
    }
    expectValid(await verify(world, text, { kind: "answer", request }));
  });

  it("are refused when somebody else takes one away, adds a true one or puts them in another order (P1)", async () => {
    const request = await requestOf(world);
    const text = await answer(world, held, request);
    const { token, disclosures, keyBinding } = splitPresentation(text);
    for (const others of [disclosures.slice(1), [...disclosures, named("finalGrade")], disclosures.toReversed()]) {
      const verification = await verify(world, [token, ...others, keyBinding].join("~"), { kind: "answer", request });
      expectInvalid(verification, "holder-binding ERR_KEY_BINDING_HASH");
    }
  });

  it("are refused above 256, and the whole presentation above 262,144 characters", async () => {
    const request = await requestOf(world);
    const { token } = await forge(world);
    const claims = { iat: 1, aud: request.audience, nonce: request.nonce };
    const many = (count: number) =>
      bindPresentation({ token, disclosures: Array(count).fill("AAAA") }, claims, held.person.signer);
    const expected = { kind: "answer", request } as const;
    expectInvalid(await verify(world, await many(257), expected), "format ERR_DISCLOSURE_FORMAT");
    const atMost = await verify(world, await many(256), expected);
    expect(atMost.checks[0]?.outcome).toBe("passed");
    expectInvalid(await verify(world, "A".repeat(262_145), expected), "format ERR_DISCLOSURE_FORMAT");
  });

  function leftOver(): string {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const encoded = held.record.disclosures.find((one) => one.length % 4 !== 0) ?? "";
    return `${encoded.slice(0, -1)}${letters.charAt(letters.indexOf(encoded.slice(-1)) + 1)}`;
  }
});

/** The issuer hides these claims behind digests, and they are the ones disclosed. */
function hide(draft: Draft, ...claims: [string, unknown][]): void {
  const all = claims.map(([name, value], index) => {
    const encoded = encodeBase64url(
      Buffer.from(JSON.stringify([encodeBase64url(fixedBytes(`${index}`, 16)), name, value])),
    );
    return { encoded, digest: decodeDisclosure(encoded).digest };
  });
  draft.payload.vc.credentialSubject._sd = all.map(({ digest }) => digest).sort();
  draft.disclosures = all.map(({ encoded }) => encoded);
}

function subject({ payload }: Draft, members: Record<string, unknown>): void {
  Object.assign(payload.vc.credentialSubject, members);
}

function digests({ payload }: Draft, change: (all: unknown[]) => unknown[]): void {
  payload.vc.credentialSubject._sd = change(payload.vc.credentialSubject._sd as unknown[]);
}

function changed(encoded: string, change: (parts: unknown[]) => unknown[]): string {
  return respelled(encoded, (text) => JSON.stringify(change(JSON.parse(text))));
}

function respelled(encoded: string, change: (text: string) => string): string {
  return encodeBase64url(Buffer.from(change(Buffer.from(encoded, "base64url").toString())));
}
