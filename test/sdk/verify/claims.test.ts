import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Draft } from "../../fixtures/forging.ts";
import { verifyForged } from "../../fixtures/forging.ts";
import { expectInvalid, expectValid } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld, YEAR } from "../../fixtures/world.ts";

type Change = (draft: Draft) => unknown;

const OTHER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const OTHER_DID = `did:ethr:0x7a69:${OTHER}`;

/** The university signs these and puts their hash on chain: only what they say can give them away. */
describe("The claims of a credential", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it.each<[string, Change]>([
    ["iss of another DID, with the issuer's kid", ({ payload }) => Object.assign(payload, { iss: OTHER_DID })],
    ["vc.issuer of another DID", ({ payload }) => Object.assign(payload.vc, { issuer: OTHER_DID })],
    ["vc.issuer even of the same DID", ({ payload }) => Object.assign(payload.vc, { issuer: payload.iss })],
    ["issuer beside iss", ({ payload }) => Object.assign(payload, { issuer: OTHER_DID })],
    ["no iss", ({ payload }) => Object.assign(payload, { iss: undefined })],
    ["sub of another DID, bound to the holder", ({ payload }) => Object.assign(payload, { sub: OTHER_DID })],
    ["cnf of another DID", ({ payload }) => Object.assign(payload, { cnf: { kid: `${OTHER_DID}#controller` } })],
    ["cnf with a key of its own", ({ payload }) => Object.assign(payload, { cnf: { jwk: { kty: "EC" } } })],
    ["no cnf", ({ payload }) => Object.assign(payload, { cnf: undefined })],
    ["credentialSubject.id of another DID", inSubject({ id: OTHER_DID })],
    ["credentialSubject.id even of the holder", (draft) => inSubject({ id: draft.payload.sub })(draft)],
    ["credentialSubject.type", inSubject({ type: "Person" })],
    ["an audience", ({ payload }) => Object.assign(payload, { aud: "mallory" })],
  ])("are refused with %s (C1)", async (_, change) => {
    expectInvalid(await verifyForged(world, (draft) => void change(draft)), "format ERR_CREDENTIAL");
  });

  it("are refused when a whole other issuer is named, whose record it is not (C1)", async () => {
    const verification = await verifyForged(world, ({ header, payload }) => {
      payload.iss = OTHER_DID;
      header.kid = `${OTHER_DID}#delegate-1`;
    });
    expectInvalid(verification, "issuer-binding ERR_ISSUER_UNKNOWN");
    expect(verification.issuer).toBeUndefined();
  });

  it("are refused when they are about another person than the wallet's owner (C1)", async () => {
    const { address } = world.mallory.account;
    const verification = await verifyForged(world, ({ payload }) => {
      payload.sub = `did:ethr:0x7a69:${address}`;
      payload.cnf = { kid: `${payload.sub}#controller` };
    });
    expectInvalid(verification, "owner-binding ERR_OWNER");
  });

  it.each<[string, Change]>([
    ["expirationDate", ({ payload }) => Object.assign(payload.vc, { expirationDate: "2020-01-01T00:00:00Z" })],
    ["validUntil", ({ payload }) => Object.assign(payload.vc, { validUntil: "2020-01-01T00:00:00Z" })],
    ["validUntil outside vc", ({ payload }) => Object.assign(payload, { validUntil: "2020-01-01T00:00:00Z" })],
    ["iat", ({ payload }) => Object.assign(payload, { iat: 1 })],
    ["exp 0", ({ payload }) => Object.assign(payload, { exp: 0 })],
    ["exp in words", ({ payload }) => Object.assign(payload, { exp: "never" })],
    ["exp null", ({ payload }) => Object.assign(payload, { exp: null })],
    ["exp below zero", ({ payload }) => Object.assign(payload, { exp: -1 })],
    ["exp in parts of a second", ({ payload }) => Object.assign(payload, { exp: 1_900_000_000.5 })],
    ["exp beyond what a header holds", ({ payload }) => Object.assign(payload, { exp: 2 ** 40 })],
    ["exp beyond 2^53", ({ payload }) => Object.assign(payload, { exp: 2 ** 53 + 2 })],
    ["nbf before all times", ({ payload }) => Object.assign(payload, { nbf: -(2 ** 40) - 1 })],
    ["nbf in words", ({ payload }) => Object.assign(payload, { nbf: "2020" })],
    ["no nbf", ({ payload }) => Object.assign(payload, { nbf: undefined })],
  ])("are refused with %s (C2, C3)", async (_, change) => {
    expectInvalid(await verifyForged(world, (draft) => void change(draft)), "format ERR_CREDENTIAL");
  });

  it.each([
    ["long before the issuer was accredited", 0],
    ["in the far future", 2 ** 40 - 1],
  ])("may state an award date %s: it decides nothing (C5)", async (_, nbf) => {
    const verification = await verifyForged(world, ({ payload }) => Object.assign(payload, { nbf }));
    expectValid(verification);
    expect(verification.credential?.validFrom).toBe(nbf);
  });

  it.each<[string, Change]>([
    ["an access token", ({ payload }) => replace(payload, { iss: payload.iss, sub: payload.sub, scope: "all" })],
    ["a presentation", ({ payload }) => replace(payload, { iss: payload.iss, vp: { verifiableCredential: [] } })],
    ["a credential of another system", ({ payload }) => Object.assign(payload.vc, { credentialStatus: undefined })],
    [
      "a credential with a proof inside",
      ({ payload }) => Object.assign(payload.vc, { proof: { type: "JwtProof2020" } }),
    ],
    [
      "a credential of another context",
      ({ payload }) => Object.assign(payload.vc, { "@context": ["https://x.example"] }),
    ],
    ["an empty object", ({ payload }) => replace(payload, {})],
  ])("are refused when the token is %s (C6)", async (_, change) => {
    expectInvalid(await verifyForged(world, (draft) => void change(draft)), "format ERR_CREDENTIAL");
  });

  it.each<[string, string, Change]>([
    ["an unknown type", "ERR_RECORD_TYPE", ({ payload }) => Object.assign(payload.vc.type, { 1: "CscssMeKnighthood" })],
    [
      "a type of Object's own",
      "ERR_RECORD_TYPE",
      ({ payload }) => Object.assign(payload.vc.type, { 1: "constructor" }),
    ],
    [
      "no type of ours",
      "ERR_CREDENTIAL",
      ({ payload }) => Object.assign(payload.vc, { type: ["VerifiableCredential"] }),
    ],
    ["two types of ours", "ERR_CREDENTIAL", ({ payload }) => payload.vc.type.push("CscssMeTranscript")],
    ["types in another order", "ERR_CREDENTIAL", ({ payload }) => payload.vc.type.reverse()],
    ["an unknown schema", "ERR_CREDENTIAL", inSchema({ id: "urn:cscss-me:schema:degree:2" })],
    ["the schema of another type", "ERR_CREDENTIAL", inSchema({ id: "urn:cscss-me:schema:transcript:1" })],
    ["a schema to be fetched", "ERR_CREDENTIAL", inSchema({ id: "https://mallory.example/schema.json" })],
  ])("are refused with %s (C7)", async (_, code, change) => {
    expectInvalid(await verifyForged(world, (draft) => void change(draft)), `format ${code}`);
  });

  it("are refused when the record on chain is of another type (C7)", async () => {
    const verification = await verifyForged(world, ({ onChain }) =>
      Object.assign(onChain, { recordType: "transcript" }),
    );
    expectInvalid(verification, "header ERR_RECORD_TYPE");
  });

  const spellings: [string, (did: string) => string][] = [
    ["the address in lower case", (did) => did.toLowerCase()],
    ["the chain id in upper case", (did) => did.replace("0x7a69", "0x7A69")],
    ["a leading zero in the chain id", (did) => did.replace("0x7a69", "0x07a69")],
    ["a network's name", (did) => did.replace("0x7a69", "development")],
    ["no network", (did) => did.replace("0x7a69:", "")],
    ["the chain id in decimals", (did) => did.replace("0x7a69", "31337")],
    ["a public key", () => `did:ethr:0x7a69:0x02${"11".repeat(32)}`],
    ["a query", (did) => `${did}?versionId=1`],
    ["a fragment", (did) => `${did}#controller`],
    ["a path", (did) => `${did}/x`],
    ["white space", (did) => `${did} `],
    ["another method", (did) => did.replace("ethr", "web")],
    ["capital letters in its scheme", (did) => did.replace("did", "DID")],
  ];
  it.each(spellings)("are refused with an issuer's DID written with %s (C8, D6)", async (_, spell) => {
    const verification = await verifyForged(world, ({ header, payload }) => {
      payload.iss = spell(String(payload.iss));
      header.kid = `${payload.iss}#delegate-1`;
    });
    expectInvalid(verification, "format ERR_DID");
  });
  it.each(spellings)("are refused with a holder's DID written with %s (C8, D6)", async (_, spell) => {
    const verification = await verifyForged(world, ({ payload }) => {
      payload.sub = spell(String(payload.sub));
      payload.cnf = { kid: `${payload.sub}#controller` };
    });
    expectInvalid(verification, "format ERR_DID");
  });

  it.each<[string, (draft: Draft) => void]>([
    [
      "its record",
      ({ payload }) => {
        const { credentialStatus: status } = payload.vc;
        status.chainId = 1;
        status.id = String(status.id).replace("0x7a69", "0x1");
      },
    ],
    [
      "its issuer",
      ({ header, payload }) => {
        payload.iss = String(payload.iss).replace("0x7a69", "0x1");
        header.kid = `${payload.iss}#delegate-1`;
      },
    ],
    [
      "its holder",
      ({ payload }) => {
        payload.sub = String(payload.sub).replace("0x7a69", "0x1");
        payload.cnf = { kid: `${payload.sub}#controller` };
      },
    ],
  ])("are refused when %s alone is on another chain (V8)", async (_, change) => {
    expectInvalid(await verifyForged(world, change), "format ERR_CREDENTIAL");
  });

  it("are good with the end of validity that the header has, and with none in both (C9)", async () => {
    const until = (await world.local.now()) + YEAR;
    expectValid(
      await verifyForged(world, ({ payload, onChain }) => {
        payload.exp = until;
        onChain.validUntil = until;
      }),
    );
  });

  it.each<[string, (until: number) => [number | undefined, number]]>([
    ["only the token states one", (until) => [until, 0]],
    ["only the header states one", (until) => [undefined, until]],
    ["the token states a later one", (until) => [until + 1, until]],
    ["the token states an earlier one", (until) => [until - 1, until]],
  ])("are refused when of the ends of validity %s (C9)", async (_, ends) => {
    const [exp, validUntil] = ends((await world.local.now()) + YEAR);
    const verification = await verifyForged(world, ({ payload, onChain }) => {
      Object.assign(payload, { exp });
      onChain.validUntil = validUntil;
    });
    expectInvalid(verification, "status ERR_VALIDITY");
  });

  it.each<[string, string, Change]>([
    ["another record's id", "ERR_CREDENTIAL", inStatus({ id: `${OTHER_DID}#0x${"00".repeat(16)}` })],
    ["another type", "ERR_CREDENTIAL", inStatus({ type: "StatusList2021Entry" })],
    ["another chain than its DIDs", "ERR_CREDENTIAL", inStatus({ chainId: 1 })],
    ["a chain id in text", "ERR_CREDENTIAL", inStatus({ chainId: "31337" })],
    ["sequence 0", "ERR_CREDENTIAL", inStatus({ sequence: 0 })],
    ["sequence 256", "ERR_CREDENTIAL", inStatus({ sequence: 256 })],
    ["half a sequence", "ERR_CREDENTIAL", inStatus({ sequence: 1.5 })],
    ["a short accessKey", "ERR_CREDENTIAL", inStatus({ accessKey: "0x00" })],
    ["an accessKey in upper case", "ERR_CREDENTIAL", inStatus({ accessKey: `0x${"AB".repeat(32)}` })],
    ["a URL to fetch", "ERR_CREDENTIAL", inStatus({ statusListCredential: "https://mallory.example" })],
    ["a wallet in lower case", "ERR_CREDENTIAL", inStatus({ wallet: OTHER.toLowerCase() })],
    ["a wallet with a wrong checksum", "ERR_CREDENTIAL", inStatus({ wallet: OTHER.replace("C", "c") })],
    ["a wallet that is no address", "ERR_CREDENTIAL", inStatus({ wallet: "vitalik.eth" })],
  ])("are refused with a credentialStatus of %s", async (_, code, change) => {
    expectInvalid(await verifyForged(world, (draft) => void change(draft)), `format ${code}`);
  });
});

function inSubject(members: Record<string, unknown>): (draft: Draft) => void {
  return ({ payload }) => void Object.assign(payload.vc.credentialSubject, members);
}

function inSchema(members: Record<string, unknown>): (draft: Draft) => void {
  return ({ payload }) => void Object.assign(payload.vc.credentialSchema, members);
}

function inStatus(members: Record<string, unknown>): (draft: Draft) => void {
  return ({ payload }) => void Object.assign(payload.vc.credentialStatus, members);
}

function replace(payload: Draft["payload"], by: Record<string, unknown>): void {
  for (const name of Object.keys(payload)) delete payload[name];
  Object.assign(payload, by);
}
