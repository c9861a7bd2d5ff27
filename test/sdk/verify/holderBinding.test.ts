import { encodeBytes32String, ZeroAddress } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { BindingChanges } from "../../fixtures/forging.ts";
import { presentForged } from "../../fixtures/forging.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { answer, ask, expectInvalid, expectValid, requestOf, verifierOf, verify } from "../../fixtures/presenting.ts";
import type { Person, World } from "../../fixtures/world.ts";
import { DAY, openWorld, personOf } from "../../fixtures/world.ts";

const SIG_AUTH = encodeBytes32String("sigAuth");

describe("The holder's binding", () => {
  let world: World;
  let held: Held;
  let employer: Person;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    employer = await personOf(world.local, "employer");
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const present = (changes: BindingChanges = {}) =>
    presentForged(world, { token: held.record.token, disclosures: held.record.disclosures.slice(0, 2) }, changes);
  const identities = (person: Person) => world.chain.didRegistry.connect(person.account);
  const holder = () => world.graduate.account.address;

  it("is accepted when nothing is forged, so that the refusals below have no other reason", async () => {
    expectValid(await present());
  });

  it("is needed: a presentation without one shows nothing but the issuer's word (P1)", async () => {
    const request = await requestOf(world);
    const text = await answer(world, held, request);
    const { token, disclosures } = splitPresentation(text);
    const verification = await verify(world, [token, ...disclosures, ""].join("~"), { kind: "answer", request });
    expectInvalid(verification, "format ERR_KEY_BINDING");
    expect(verification.disclosed).toEqual({});
  });

  it("by the thief of a whole credential is refused, and so is the issuer's own (P1, P3)", async () => {
    expectInvalid(await present({ signer: world.mallory.signer }), "holder-binding ERR_NOT_THE_HOLDER");
    const { signer } = world.university.context.signing;
    expectInvalid(await present({ signer }), "holder-binding ERR_NOT_THE_HOLDER");
  });

  it.each<[string, string, BindingChanges]>([
    ["alg none", "ERR_TOKEN_HEADER", { header: { alg: "none" } }],
    ["alg HS256", "ERR_TOKEN_HEADER", { header: { alg: "HS256" } }],
    ["typ JWT", "ERR_TOKEN_HEADER", { header: { typ: "JWT" } }],
    ["a key of its own", "ERR_TOKEN_HEADER", { header: { jwk: { kty: "EC" } } }],
    ["an age in words", "ERR_KEY_BINDING", { claims: { iat: "now" } }],
    ["no age", "ERR_KEY_BINDING", { claims: { iat: undefined } }],
    ["several audiences", "ERR_KEY_BINDING", { claims: { aud: ["hr.example-employer.com", "mallory"] } }],
    ["no audience", "ERR_KEY_BINDING", { claims: { aud: undefined } }],
    ["an empty nonce", "ERR_KEY_BINDING", { claims: { nonce: "" } }],
    ["no nonce", "ERR_KEY_BINDING", { claims: { nonce: undefined } }],
    ["no sd_hash", "ERR_KEY_BINDING", { claims: { sd_hash: undefined } }],
    ["a further claim", "ERR_KEY_BINDING", { claims: { exp: 2_000_000_000 } }],
    ["a grant of another form", "ERR_KEY_BINDING", { claims: { grant: {} } }],
    ["a high S", "ERR_TOKEN_SIGNATURE", { finish: withHighS }],
    ["padding", "ERR_DISCLOSURE_FORMAT", { finish: (text) => `${text}=` }],
    ["a credential in its place", "ERR_TOKEN_HEADER", { finish: () => held.record.token }],
  ])("is refused with %s (P1, P2)", async (_, code, changes) => {
    expectInvalid(await present(changes), `format ${code}`);
  });

  it.each<[string, string, BindingChanges]>([
    ["for another audience", "ERR_AUDIENCE", { claims: { aud: "jobs.another-employer.com" } }],
    ["for anybody", "ERR_AUDIENCE", { claims: { aud: "any" } }],
    ["with the nonce of another request", "ERR_NONCE", { claims: { nonce: "A".repeat(32) } }],
    ["with another sd_hash", "ERR_KEY_BINDING_HASH", { claims: { sd_hash: "A".repeat(43) } }],
    ["of 1970", "ERR_KEY_BINDING_TIME", { claims: { iat: 0 } }],
    ["of the next century", "ERR_KEY_BINDING_TIME", { claims: { iat: 4_000_000_000 } }],
  ])("is refused when it was made %s (P1, P2)", async (_, code, changes) => {
    expectInvalid(await present(changes), `holder-binding ${code}`);
  });

  it("is good for 300 seconds and 60 ahead, and not a second more (P1)", async () => {
    const now = await world.local.now();
    for (const iat of [now - 300, now + 60]) expectValid(await present({ claims: { iat } }));
    for (const iat of [now - 301, now + 61]) {
      expectInvalid(await present({ claims: { iat } }), "holder-binding ERR_KEY_BINDING_TIME");
    }
  });

  it("answers a request up to its last second (P2)", async () => {
    const now = await world.local.now();
    const [last, gone] = [await requestOf(world, { expires: now }), await requestOf(world, { expires: now - 1 })];
    expectValid(await present({ request: last }));
    expectInvalid(await present({ request: gone }), "holder-binding ERR_REQUEST_EXPIRED");
  });

  it("is the new key's once the holder rotated, and never the old one's again (P4)", async () => {
    expectValid(await ask(world, held));
    await (await identities(world.graduate).changeOwner(holder(), employer.account.address)).wait();
    expectInvalid(await ask(world, held), "holder-binding ERR_NOT_THE_HOLDER");
    const verification = await ask(world, held, { signer: employer.signer });
    expectValid(verification);
    expect(verification.holder?.did).toBe(`did:ethr:0x7a69:${holder()}`);
  });

  it("may be rotated back by whoever is in control, while the wallet has not noted it (P4)", async () => {
    await (await identities(world.graduate).changeOwner(holder(), employer.account.address)).wait();
    await (await identities(employer).changeOwner(holder(), holder())).wait();
    expectValid(await ask(world, held));
  });

  it("is nobody's when ERC-1056 gives a noted wallet back to its first key, not even an agent's of that key (A15)", async () => {
    await (await identities(world.graduate).changeOwner(holder(), employer.account.address)).wait();
    await (await world.chain.walletFactory.connect(world.mallory.account).noteController(holder())).wait();
    await (await identities(employer).changeOwner(holder(), ZeroAddress)).wait();
    expect(await world.chain.didRegistry.identityOwner(holder())).toBe(holder());
    // The first key, perhaps stolen, is back in control of the identity, but not of the wallet.
    expectInvalid(await ask(world, held), "holder-binding ERR_NOT_THE_HOLDER");
    expectInvalid(await ask(world, held, { signer: employer.signer }), "holder-binding ERR_NOT_THE_HOLDER");
    const { mallory } = world;
    await (await identities(world.graduate).addDelegate(holder(), SIG_AUTH, mallory.account.address, DAY)).wait();
    expectInvalid(await ask(world, held, { signer: mallory.signer }), "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("may be by an appointed agent, until its appointment ends by time (P4)", async () => {
    await (await identities(world.graduate).addDelegate(holder(), SIG_AUTH, employer.account.address, DAY)).wait();
    const verification = await ask(world, held, { signer: employer.signer });
    expectValid(verification);
    expect(verification.checks.find(({ id }) => id === "holder-binding")?.message).toContain("an agent");
    await world.local.increaseTime(DAY + 1);
    expectInvalid(await ask(world, held, { signer: employer.signer }), "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("may be by an appointed agent, until the holder ends it (P4)", async () => {
    const agent = employer.account.address;
    await (await identities(world.graduate).addDelegate(holder(), SIG_AUTH, agent, DAY)).wait();
    expectValid(await ask(world, held, { signer: employer.signer }));
    await (await identities(world.graduate).revokeDelegate(holder(), SIG_AUTH, agent)).wait();
    expectInvalid(await ask(world, held, { signer: employer.signer }), "holder-binding ERR_NOT_THE_HOLDER");
    expectValid(await ask(world, held));
  });

  it("is not by an agent appointed for something else, nor by an agent of somebody else (P4)", async () => {
    const agent = employer.account.address;
    const veriKey = encodeBytes32String("veriKey");
    await (await identities(world.graduate).addDelegate(holder(), veriKey, agent, DAY)).wait();
    await (await identities(world.mallory).addDelegate(world.mallory.account.address, SIG_AUTH, agent, DAY)).wait();
    expectInvalid(await ask(world, held, { signer: employer.signer }), "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("does not count for a credential in another person's wallet", async () => {
    const others = await issue(world, { person: world.mallory, profile: 1 });
    const verification = await ask(world, { record: others.record, person: world.graduate });
    expectInvalid(verification, "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("is checked against its own text only: a signature over other claims does not carry over (P1)", async () => {
    const [one, two] = [await requestOf(world), await requestOf(world)];
    const [first, second] = [await answer(world, held, one), await answer(world, held, two)];
    const [head, payload] = first.slice(first.lastIndexOf("~") + 1).split(".");
    const signature = second.slice(second.lastIndexOf(".") + 1);
    const mixed = `${first.slice(0, first.lastIndexOf("~") + 1)}${head}.${payload}.${signature}`;
    const verification = await verify(world, mixed, { kind: "answer", request: one });
    expectInvalid(verification, "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("is judged by every verifier for itself", async () => {
    const verifiers = await Promise.all([verifierOf(world), verifierOf(world)]);
    const request = await requestOf(world);
    const text = await answer(world, held, request);
    for (const verifier of verifiers) expectValid(await verify(world, text, { kind: "answer", request }, { verifier }));
    const stranger = memoryTokenSigner(world.random(32));
    expectInvalid(await ask(world, held, { signer: stranger }), "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("is nobody's with a signature that no key can have made", async () => {
    // x = 5 is no point of the curve: what is in the place of r leads to no key at all.
    const bytes = Buffer.alloc(64);
    [bytes[31], bytes[63]] = [5, 1];
    const finish = (text: string) => text.slice(0, text.lastIndexOf(".") + 1) + bytes.toString("base64url");
    expectInvalid(await present({ finish }), "holder-binding ERR_NOT_THE_HOLDER");
  });
});

/** The same signature in the form that anybody can give it. */
function withHighS(token: string): string {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const [input, signature] = [token.slice(0, token.lastIndexOf(".") + 1), token.slice(token.lastIndexOf(".") + 1)];
  const bytes = Buffer.from(signature, "base64url");
  const s = (order - BigInt(`0x${bytes.subarray(32).toString("hex")}`)).toString(16).padStart(64, "0");
  return input + Buffer.concat([bytes.subarray(0, 32), Buffer.from(s, "hex")]).toString("base64url");
}
