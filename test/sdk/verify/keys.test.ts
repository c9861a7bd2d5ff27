import type { Overrides } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CATEGORIES } from "../../../sdk/credential/recordTypes.ts";
import { KeyPurpose } from "../../../sdk/generated/enums.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import type { IssuerContext, PreparedRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { bind, forge, verifyForged } from "../../fixtures/forging.ts";
import { awardOf, issue } from "../../fixtures/issuing.ts";
import { endKey, markCompromised, newSigningKey } from "../../fixtures/keys.ts";
import { lyingLens } from "../../fixtures/lyingNode.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import { inOneBlock } from "../../fixtures/oneBlock.ts";
import { ask, expectInvalid, expectValid, requestOf, verify } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, openWorld, YEAR } from "../../fixtures/world.ts";

describe("The issuer's keys", () => {
  let world: World;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  it("may be rotated: what the old one signed stays valid, and so is what the new one signs (D2)", async () => {
    const old = await issue(world);
    const rotated = await newSigningKey(world);
    await endKey(world, 1);
    const verification = await ask(world, old);
    expectValid(verification);
    expect(verification.checks.find(({ id }) => id === "key-standing")?.message).toContain("It was ended on");
    expectValid(await ask(world, await issue(world, { context: rotated })));
  });

  it("may all be ended, and the last record signed in the block before stays valid (D2, D9)", async () => {
    const last = await issue(world);
    await endKey(world, 1);
    expect(await world.chain.provider.getBlockNumber()).toBe(last.blockNumber + 1);
    expectValid(await ask(world, last));
  });

  it("cannot issue once ended, nor lend the number of a live one (D1)", async () => {
    const rotated = await newSigningKey(world);
    await endKey(world, 1);
    await expect(issue(world)).rejects.toMatchObject({
      code: "ERR_REVERTED",
      details: { error: "OrganizationKeyNotLive", args: ["1"] },
    });
    const underOldNumber = await verifyForged(world, ({ onChain }) => {
      onChain.keyNumber = rotated.signing.number;
    });
    expectInvalid(underOldNumber, "signature ERR_KEY_NUMBER");
    const underNewNumber = await verifyForged(world, ({ onChain, header, payload }) => {
      onChain.keyNumber = rotated.signing.number;
      header.kid = `${payload.iss}#delegate-${rotated.signing.number}`;
    });
    expectInvalid(underNewNumber, "signature ERR_SIGNATURE");
  });

  it("that ended by time alone cannot issue, and what they signed before stays valid (D3)", async () => {
    const context = await newSigningKey(world, DAY);
    const held = await issue(world, { context });
    await world.local.increaseTime(2 * DAY);
    expectValid(await ask(world, held));
    await expect(issue(world, { context })).rejects.toMatchObject({ details: { error: "OrganizationKeyNotLive" } });
  });

  it("sign in their last second, and not in the one after (D3)", async () => {
    const context = await newSigningKey(world, DAY);
    const prepared = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const { until } = await organization().keyAt(context.signing.number);
    await world.local.provider.send("evm_setNextBlockTimestamp", [Number(until)]);
    const { succeeded } = await inOneBlock(world, issueOf(context, prepared));
    expect(succeeded).toEqual([true]);
    expectValid(await askFor(prepared));
    const late = await prepareRecord(context, awardOf(world, { profile: 1 }));
    expect((await inOneBlock(world, issueOf(context, late))).succeeded).toEqual([false]);
  });

  it("that were in wrong hands fail what was issued from that second on, and nothing before it (D7)", async () => {
    const before = await issue(world);
    await world.local.increaseTime(DAY);
    const after = await issue(world);
    await world.local.increaseTime(DAY);
    const rotated = await newSigningKey(world);
    await markCompromised(world, 1, after.issuedAt);
    expectValid(await ask(world, before));
    expectInvalid(await ask(world, after), "key-standing ERR_KEY_COMPROMISED");
    expectValid(await ask(world, await issue(world, { context: rotated })));
    await markCompromised(world, 1, before.issuedAt + 1);
    expectValid(await ask(world, before));
    await markCompromised(world, 1, before.issuedAt);
    expectInvalid(await ask(world, before), "key-standing ERR_KEY_COMPROMISED");
    await expect(markCompromised(world, 1, after.issuedAt)).rejects.toMatchObject({
      details: { error: "OrganizationBadCompromise" },
    });
  });

  it("that were marked before they were used further can issue nothing more (D7)", async () => {
    await markCompromised(world, 1, (await world.local.now()) - 1);
    await expect(issue(world)).rejects.toMatchObject({ details: { error: "OrganizationKeyNotLive" } });
  });

  it("that are for sealing sign nothing, under their own number or another's (D4)", async () => {
    const sealing = memoryTokenSigner(fixedBytes(`${world.university.address}/sealing`, 32));
    const byNumber = await verifyForged(world, (draft) => {
      draft.header.kid = `${draft.payload.iss}#delegate-2`;
      draft.signer = sealing;
    });
    expectInvalid(byNumber, "signature ERR_KEY_NUMBER");
    const byKey = await verifyForged(world, (draft) => Object.assign(draft, { signer: sealing }));
    expectInvalid(byKey, "signature ERR_SIGNATURE");
    await expect(forge(world, ({ onChain }) => Object.assign(onChain, { keyNumber: 2 }))).rejects.toMatchObject({
      details: { error: "OrganizationKeyNotLive", args: ["2"] },
    });
  });

  it("that are for sealing do not count as signing keys even if the contract let them issue (D4)", async () => {
    const key = await organization().keyAt(2);
    const forged = await forge(world, (draft) => {
      draft.header.kid = `${draft.payload.iss}#delegate-2`;
      draft.signer = memoryTokenSigner(fixedBytes(`${world.university.address}/sealing`, 32));
    });
    const chain = lyingLens(world, (answer) => {
      answer.header.keyNumber = 2n;
      Object.assign(answer.key, { x: key.x, prefix: key.prefix, purpose: BigInt(KeyPurpose.Sealing) });
    });
    const request = await requestOf(world);
    const text = await bind(world, forged, { request });
    const verification = await verify(world, text, { kind: "answer", request }, { chain });
    expectInvalid(verification, "signature ERR_DID_DOCUMENT", "key-standing ERR_KEY_STANDING");
  });

  it.each([
    ["before it was published", -1n, 0n],
    ["after its validity", 0n, 1n],
  ])("fail a record dated %s, whatever the contract let pass (D3)", async (_, early, late) => {
    const held = await issue(world);
    const chain = lyingLens(world, ({ header, key }) => {
      if (early !== 0n) key.from = header.issuedAt + 1n;
      if (late !== 0n) key.until = header.issuedAt - 1n;
    });
    expectInvalid(await ask(world, held, { chain }), "key-standing ERR_KEY_STANDING");
  });

  it("may be published in the very block they first issue in (D9)", async () => {
    const context = upcoming(3);
    const prepared = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const { succeeded } = await inOneBlock(world, publish(context), issueOf(context, prepared));
    expect(succeeded).toEqual([true, true]);
    expectValid(await askFor(prepared));
  });

  it("cannot be ended in a block they issued in, so the record stays valid (D9)", async () => {
    const context = world.university.context;
    const prepared = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const end = (overrides: Overrides) => organization().endKey(1, overrides);
    const { succeeded } = await inOneBlock(world, issueOf(context, prepared), end);
    expect(succeeded).toEqual([true, false]);
    expectValid(await askFor(prepared));
    await endKey(world, 1);
    expectValid(await askFor(prepared));
  });

  it("cannot issue in the block they were ended in (D9)", async () => {
    const context = world.university.context;
    const prepared = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const end = (overrides: Overrides) => organization().endKey(1, overrides);
    const { succeeded } = await inOneBlock(world, end, issueOf(context, prepared));
    expect(succeeded).toEqual([true, false]);
  });

  it("keep their numbers when others are ended and published around a record in its own block (D9)", async () => {
    const [third, fifth] = [upcoming(3), upcoming(5)];
    const records = await Promise.all(
      [third, fifth].map((context) => prepareRecord(context, awardOf(world, { profile: 1 }))),
    );
    const [one, two] = records as [PreparedRecord, PreparedRecord];
    const end = (overrides: Overrides) => organization().endKey(1, overrides);
    // Key 1 ends as number 4, between keys 3 and 5.
    const sends = [publish(third), end, issueOf(third, one), publish(fifth), issueOf(fifth, two)];
    expect((await inOneBlock(world, ...sends)).succeeded).toEqual([true, true, true, true, true]);
    expectValid(await askFor(one));
    expectValid(await askFor(two));
  });

  it("that are marked in the block they issued in fail what they issued there (D7, D9)", async () => {
    const context = world.university.context;
    const prepared = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const since = await world.local.now();
    const mark = (overrides: Overrides) => organization().markKeyCompromised(1, since, overrides);
    expect((await inOneBlock(world, issueOf(context, prepared), mark)).succeeded).toEqual([true, true]);
    // The document of that block lacks the key, which casts doubt; the mark decides.
    expectInvalid(await askFor(prepared), "signature ERR_DID_DOCUMENT", "key-standing ERR_KEY_COMPROMISED");
  });

  it("cannot be published again, under any purpose, so that no number means two keys (D9)", async () => {
    const publicKey = world.university.context.signing.signer.publicKey;
    for (const purpose of [KeyPurpose.Signing, KeyPurpose.Sealing]) {
      const again = (overrides: Overrides) => organization().publishKey(purpose, publicKey, YEAR, overrides);
      expect((await inOneBlock(world, again)).succeeded).toEqual([false]);
    }
  });

  const organization = () => connectOrganization(world.university.address, world.university.account);

  /** The university under a key that is yet to be published. */
  function upcoming(number: number): IssuerContext {
    return { ...world.university.context, signing: { signer: memoryTokenSigner(world.random(32)), number } };
  }

  function publish({ signing }: IssuerContext) {
    return (overrides: Overrides) =>
      organization().publishKey(KeyPurpose.Signing, signing.signer.publicKey, YEAR, overrides);
  }

  function issueOf({ signing }: IssuerContext, { item }: PreparedRecord) {
    const items = [{ ...item, blob: 0, place: 0 }];
    return (overrides: Overrides) =>
      organization().issueBatch(1, CATEGORIES.higher_education, signing.number, items, [], overrides);
  }

  /** The graduate opens a record in profile 1 and answers with it. */
  async function askFor({ claimFile }: PreparedRecord) {
    const { graduate } = world;
    const options = { decryptionKey: graduate.decryptionKey, claimFiles: [claimFile] };
    const { opened } = await openRecords(world.chain, claimFile.wallet, options);
    const [record] = opened;
    if (record === undefined) throw new Error("The record did not open.");
    return ask(world, { record, person: graduate });
  }
});
