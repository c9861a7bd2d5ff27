import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import { identityCommitment } from "../../../sdk/credential/identityCommitment.ts";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import type { JsonObject, JsonValue } from "../../../sdk/json/JsonValue.ts";
import type { Verification } from "../../../sdk/verify/Verification.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { verifyForged } from "../../fixtures/forging.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { awardOf, issue, sendRecords } from "../../fixtures/issuing.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import { ask, expectInvalid, expectValid } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const IDENTITY = ["givenName", "familyName", "dateOfBirth", "email", "studentId", "diplomaNumber"];
const SALT = encodeBase64url(fixedBytes("salt", 32));

describe("The identity in a record", () => {
  let world: World;
  let held: Held;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world, { profile: 3 });
  });
  afterAll(() => world.close());

  const identityOf = ({ checks }: Verification) => checks.find(({ id }) => id === "identity")?.outcome;

  it("is checked against the header when all of it is disclosed with its opening (profile 3)", async () => {
    const verification = await ask(world, held, { claims: [...IDENTITY, "identityOpening"] });
    expectValid(verification);
    expect(identityOf(verification)).toBe("passed");
  });

  it.each<[string, string[]]>([
    ["nothing of it is disclosed", ["awardTitle"]],
    ["its opening is kept", IDENTITY],
    ["one of its claims is kept", [...IDENTITY.slice(1), "identityOpening"]],
    ["its opening alone is disclosed", ["identityOpening"]],
  ])("is skipped when %s (profile 3)", async (_, claims) => {
    const verification = await ask(world, held, { claims });
    expectValid(verification);
    expect(identityOf(verification)).toBe("skipped");
  });

  it.each([1, 2] as const)("is skipped in profile %i, which commits to none", async (profile) => {
    const verification = await ask(world, await issue(world, { profile }), { claims: IDENTITY });
    expectValid(verification);
    expect(identityOf(verification)).toBe("skipped");
  });

  it("is refused when the header commits to another one", async () => {
    const prepared = await prepareRecord(world.university.context, awardOf(world, { profile: 3 }));
    const item = { ...prepared.item, identityCommitment: identityCommitment(SALT, { givenName: "Mallory" }) };
    await sendRecords(world, [{ ...prepared, item }]);
    const { wallet, recordId } = prepared.claimFile;
    const { decryptionKey } = world.graduate;
    const { opened } = await openRecords(world.chain, wallet, { decryptionKey, claimFiles: [] });
    const record = opened.find(({ credential }) => credential.recordId === recordId);
    if (record === undefined) throw new Error("The record did not open.");
    const asked = { record, person: world.graduate };
    expectInvalid(await ask(world, asked, { claims: [...IDENTITY, "identityOpening"] }), "identity ERR_IDENTITY");
    const kept = await ask(world, asked, { claims: ["awardTitle"] });
    expectValid(kept);
    expect(identityOf(kept)).toBe("skipped");
  });

  it("opens with the salt and names it was committed with, in any order of its claims", async () => {
    const identity = { familyName: "Þórsdóttir", givenName: "Márta" };
    const names = ["givenName", "familyName"];
    const verification = await forgeOpening(
      identity,
      { salt: SALT, claims: names },
      identityCommitment(SALT, identity),
    );
    expectValid(verification);
    expect(identityOf(verification)).toBe("passed");
  });

  const givenName = { givenName: "Márta" };
  it.each<[string, JsonValue, string]>([
    ["another salt", { salt: encodeBase64url(fixedBytes("x", 32)), claims: ["givenName"] }, commitment()],
    ["a salt that is not base64url", { salt: "!".repeat(43), claims: ["givenName"] }, commitment()],
    ["a salt with bits left over", { salt: `${"A".repeat(42)}B`, claims: ["givenName"] }, commitment()],
    ["a salt of 31 bytes", { salt: "A".repeat(42), claims: ["givenName"] }, commitment("A".repeat(42))],
    ["an empty salt", { salt: "", claims: ["givenName"] }, commitment("")],
    ["a salt that is a number", { salt: 7, claims: ["givenName"] }, commitment()],
    ["no salt", { claims: ["givenName"] }, commitment()],
    ["no names", { salt: SALT, claims: [] }, identityCommitment(SALT, {})],
    ["a name that is a number", { salt: SALT, claims: ["givenName", 7] }, commitment()],
    ["names that are no list", { salt: SALT, claims: "givenName" }, commitment()],
    ["text in its place", "open sesame", commitment()],
    ["null in its place", null, commitment()],
  ])("is refused, without an exception, when its opening has %s", async (_, opening, committed) => {
    expectInvalid(await forgeOpening(givenName, opening, committed), "identity ERR_IDENTITY");
  });

  function commitment(salt = SALT): string {
    return identityCommitment(salt, givenName);
  }

  /** The university itself writes an opening in any form. */
  function forgeOpening(identity: JsonObject, identityOpening: JsonValue, committed: string): Promise<Verification> {
    const all = Object.entries({ ...identity, identityOpening }).map(([name, value]) =>
      createDisclosure({ salt: fixedBytes(name, 16), name, value }),
    );
    return verifyForged(
      world,
      (draft) => {
        draft.payload.vc.credentialSubject._sd = all.map(({ digest }) => digest).sort();
        draft.disclosures = all.map(({ encoded }) => encoded);
        draft.onChain.identityCommitment = committed;
      },
      { profile: 3 },
    );
  }
});
