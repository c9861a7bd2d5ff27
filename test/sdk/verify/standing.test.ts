import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";
import type { GrantTerms } from "../../../sdk/presentation/GrantTerms.ts";
import { bindPresentation } from "../../../sdk/presentation/keyBinding.ts";
import { presentStanding } from "../../../sdk/presentation/presentStanding.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { act, issue } from "../../fixtures/issuing.ts";
import {
  answer,
  EMPLOYER,
  expectInvalid,
  expectValid,
  release,
  requestOf,
  verifierOf,
  verify,
  WANTED,
} from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, fresh, openWorld, personOf } from "../../fixtures/world.ts";

const FOR_EMPLOYER = { kind: "standing", audience: EMPLOYER } as const;

describe("A standing presentation", () => {
  let world: World;
  let held: Held;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  /** The holder binds to any grant, as a holder might who would like a grant to open more than it does. */
  async function presentUnder(grantId: string, terms: GrantTerms, from: Held = held): Promise<string> {
    const { record: credential, person } = from;
    const now = await world.local.now();
    return presentStanding({ credential, signer: person.signer, claims: WANTED, grantId, terms, now });
  }

  it("is good for its audience again and again, and says that the bearer need not be the holder", async () => {
    const { text } = await release(world, held);
    const verifier = await verifierOf(world);
    for (const _ of [1, 2]) {
      const verification = await verify(world, text, FOR_EMPLOYER, { verifier });
      expectValid(verification);
      const binding = verification.checks.find(({ id }) => id === "holder-binding");
      expect(binding).toMatchObject({ outcome: "passed", code: "STANDING" });
      expect(binding?.message).toContain("need not be the holder");
      expect(verification.checks.find(({ id }) => id === "grant")?.outcome).toBe("passed");
      expect(Object.keys(verification.disclosed).sort()).toEqual([...WANTED].sort());
      expect(verification.missing).toEqual([]);
    }
  });

  it("stays good however old it gets, as long as its grant lives", async () => {
    const { text } = await release(world, held);
    await world.local.increaseTime(1000 * DAY);
    expectValid(await verify(world, text, FOR_EMPLOYER));
  });

  it("dated in the future is refused", async () => {
    const { grantId, terms } = await release(world, held);
    const now = (await world.local.now()) + DAY;
    const options = { credential: held.record, signer: held.person.signer, claims: WANTED, grantId, terms };
    const text = await presentStanding({ ...options, now });
    expectInvalid(await verify(world, text, FOR_EMPLOYER), "holder-binding ERR_KEY_BINDING_TIME");
  });

  it("ends when its grant is withdrawn, and was withdrawn by the holder, in those words (P5)", async () => {
    const { text, grantId } = await release(world, held);
    await act(world, held, { act: "withdrawGrant", grantId });
    const verification = await verify(world, text, FOR_EMPLOYER);
    expectInvalid(verification, "grant ERR_GRANT_WITHDRAWN");
    expect(verification.reason?.message).toContain("Withdrawn by the holder");
  });

  it("is good in its grant's last second and ended in the next (P5)", async () => {
    const until = (await world.local.now()) + DAY;
    const { text } = await release(world, held, { until });
    await world.local.setTime(until);
    expectValid(await verify(world, text, FOR_EMPLOYER));
    await world.local.setTime(until + 1);
    expectInvalid(await verify(world, text, FOR_EMPLOYER), "grant ERR_GRANT_ENDED");
  });

  it("is refused when its grant is swapped for another, stripped, or was never made (P5)", async () => {
    const [one, two] = [await release(world, held), await release(world, held)];
    expectInvalid(
      await verify(world, await presentUnder(one.grantId, two.terms), FOR_EMPLOYER),
      "grant ERR_GRANT_UNKNOWN",
    );
    const unmade = await presentUnder(fresh(world), one.terms);
    expectInvalid(await verify(world, unmade, FOR_EMPLOYER), "grant ERR_GRANT_UNKNOWN");
    const notAnId = await presentUnder("A".repeat(32), one.terms);
    expectInvalid(await verify(world, notAnId, FOR_EMPLOYER), "grant ERR_GRANT_UNKNOWN");
    const { token, disclosures } = splitPresentation(one.text);
    const bare = [token, ...disclosures, ""].join("~");
    expectInvalid(await verify(world, bare, FOR_EMPLOYER), "format ERR_KEY_BINDING");
  });

  it.each<[string, (terms: GrantTerms) => Partial<GrantTerms>]>([
    ["salt", () => ({ salt: `0x${"00".repeat(32)}` })],
    ["purpose", () => ({ purpose: "Advertising" })],
    ["records", ({ recordIds }) => ({ recordIds: [...recordIds, `0x${"11".repeat(16)}`] })],
  ])("is refused when the terms it states have another %s than the grant (P5)", async (_, change) => {
    const { grantId, terms } = await release(world, held);
    const text = await presentUnder(grantId, { ...terms, ...change(terms) });
    expectInvalid(await verify(world, text, FOR_EMPLOYER), "grant ERR_GRANT_UNKNOWN");
  });

  it("opens the records its grant names, and no other of the same wallet (P5)", async () => {
    const other = await issue(world);
    const { grantId, terms } = await release(world, held);
    const text = await presentUnder(grantId, terms, other);
    expectInvalid(await verify(world, text, FOR_EMPLOYER), "grant ERR_GRANT_UNKNOWN");
    const both = await release(world, held, { recordIds: [held.recordId, other.recordId] });
    for (const from of [held, other]) {
      expectValid(await verify(world, await presentUnder(both.grantId, both.terms, from), FOR_EMPLOYER));
    }
  });

  it("does not count under a grant of another wallet (P5)", async () => {
    const elsewhere = await issue(world, { profile: 1 });
    const { grantId, terms } = await release(world, elsewhere, { recordIds: [held.recordId] });
    expectInvalid(await verify(world, await presentUnder(grantId, terms), FOR_EMPLOYER), "grant ERR_GRANT_UNKNOWN");
  });

  it("is refused by another audience, and by a verifier that names none (P5)", async () => {
    const { text } = await release(world, held);
    for (const expected of [
      { kind: "standing", audience: "jobs.another-employer.com" },
      { kind: "standing" },
    ] as const) {
      expectInvalid(await verify(world, text, expected), "holder-binding ERR_AUDIENCE");
    }
  });

  it("for anybody is good for every verifier, named or not", async () => {
    const { text } = await release(world, held, { audience: "any" });
    for (const expected of [FOR_EMPLOYER, { kind: "standing" }] as const)
      expectValid(await verify(world, text, expected));
  });

  it("cannot be made out to somebody else than its grant (P5)", async () => {
    const { grantId, terms } = await release(world, held);
    for (const audience of ["any", "jobs.another-employer.com"]) {
      const text = await presentUnder(grantId, { ...terms, audience });
      expectInvalid(await verify(world, text, { kind: "standing", audience }), "grant ERR_GRANT_UNKNOWN");
    }
  });

  it("is for the audience of its grant, whatever else the holder binds it to (P5)", async () => {
    const { grantId, terms } = await release(world, held);
    const { token, disclosures } = held.record;
    const iat = await world.local.now();
    for (const aud of ["any", "jobs.another-employer.com"]) {
      const binding = { iat, aud, nonce: grantId, grant: terms };
      const text = await bindPresentation({ token, disclosures }, binding, held.person.signer);
      const verification = await verify(world, text, { kind: "standing", audience: aud });
      expectInvalid(verification, "holder-binding ERR_AUDIENCE");
    }
  });

  it("answers no request, and an answer is no standing presentation (P5)", async () => {
    const request = await requestOf(world);
    const { text } = await release(world, held);
    expectInvalid(await verify(world, text, { kind: "answer", request }), "holder-binding ERR_KEY_BINDING");
    const answered = await answer(world, held, request);
    expectInvalid(await verify(world, answered, FOR_EMPLOYER), "holder-binding ERR_KEY_BINDING");
  });

  it("answers no request even if the grant's id is the request's nonce (P5)", async () => {
    const made = await requestOf(world);
    const { text, grantId } = await release(world, held);
    const request = { ...made, nonce: grantId };
    expectInvalid(await verify(world, text, { kind: "answer", request }), "holder-binding ERR_KEY_BINDING");
  });

  it("made by a thief under the holder's own grant is refused (P3)", async () => {
    const { grantId, terms } = await release(world, held);
    const text = await presentUnder(grantId, terms, { ...held, person: world.mallory });
    expectInvalid(await verify(world, text, FOR_EMPLOYER), "holder-binding ERR_NOT_THE_HOLDER");
  });

  it("ends when the holder rotates the key it was made with, and can be made anew under the same grant (P4)", async () => {
    const { text, grantId, terms } = await release(world, held);
    const next = await personOf(world.local, "employer");
    const { account } = world.graduate;
    await (await world.chain.didRegistry.connect(account).changeOwner(account.address, next.account.address)).wait();
    expectInvalid(await verify(world, text, FOR_EMPLOYER), "holder-binding ERR_NOT_THE_HOLDER");
    const anew = await presentUnder(grantId, terms, { ...held, person: next });
    expectValid(await verify(world, anew, FOR_EMPLOYER));
  });
});
