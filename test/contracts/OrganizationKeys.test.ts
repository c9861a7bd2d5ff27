import type { ResolverRegistry } from "did-resolver";
import { Resolver } from "did-resolver";
import { concat, id, toBeHex, toQuantity } from "ethers";
import { getResolver } from "ethr-did-resolver";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { readStruct } from "../../sdk/call/readStruct.ts";
import { Authority, KeyPurpose } from "../../sdk/generated/enums.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { accredited, itemFor, keyBytes, newWallet, SEALING_KEY, SIGNING_KEY, sendIssue } from "./support/steps.ts";

const VALIDITY = 1_000_000;

describe.each(NETWORKS)("Organization's keys on %s", (network) => {
  let system: System;
  let university: Organization;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    university = await accredited(system, "University", Authority.Cross);
    await newWallet(system, 1);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const keyAt = async (number: number) => readStruct(university.keyAt, await university.keyAt(number));

  it("publishes a key under the next number, here and in ERC-1056", async () => {
    const publicKey = keyBytes("second");
    const { logs } = await mined(university.publishKey(KeyPurpose.Signing, publicKey, VALIDITY));
    const from = BigInt(await system.chain.now());
    const until = from + BigInt(VALIDITY);
    expect(readEvents(university, "KeyPublished", logs).map(({ args }) => args)).toEqual([
      { number: 3n, purpose: 1n, publicKey, until, admin: system.people.university.address },
    ]);
    expect(readEvents(system.dids, "DIDAttributeChanged", logs)[0]?.args).toMatchObject({
      identity: university.target,
      value: publicKey,
      validTo: until,
    });
    expect(await keyAt(3)).toEqual({
      x: id("second"),
      prefix: 2n,
      purpose: 1n,
      from,
      until,
      ended: 0n,
      compromisedSince: 0n,
      lastIssuedBlock: 0n,
    });
  });

  it.each([
    ["of no purpose", KeyPurpose.None, keyBytes("key")],
    ["of 32 bytes", KeyPurpose.Signing, id("key")],
    ["of 34 bytes", KeyPurpose.Signing, concat([keyBytes("key"), "0x00"])],
    ["that is no compressed point", KeyPurpose.Signing, concat(["0x04", id("key")])],
  ])("refuses a key %s", async (_, purpose, publicKey) => {
    await expectRevert(university.publishKey(purpose, publicKey, VALIDITY), "OrganizationBadKey", publicKey);
  });

  it.each([0, 2 ** 40 - 1])("refuses a validity of %d seconds", async (validity) => {
    await expectRevert(
      university.publishKey(KeyPurpose.Signing, keyBytes("key"), validity),
      "OrganizationBadValidity",
      validity,
    );
  });

  it("never publishes the same bytes twice, for whatever purpose", async () => {
    const publicKey = keyBytes("signing");
    await mined(university.endKey(SIGNING_KEY));
    await expectRevert(
      university.publishKey(KeyPurpose.Sealing, publicKey, VALIDITY),
      "OrganizationKeyKnown",
      publicKey,
    );
  });

  it("ends a key once, which takes a number too", async () => {
    const { logs } = await mined(university.endKey(SEALING_KEY));
    expect(readEvents(university, "KeyEnded", logs).map(({ args }) => args)).toEqual([
      { number: BigInt(SEALING_KEY), admin: system.people.university.address },
    ]);
    expect(await university.keyNumberCount()).toBe(3n);
    await expectRevert(university.endKey(SEALING_KEY), "OrganizationKeyNotLive", SEALING_KEY);
    await expectRevert(university.endKey(99), "OrganizationKeyNotLive", 99);
  });

  it("marks a compromise, which ends the key if it is live, and only moves back", async () => {
    const { from } = await keyAt(SIGNING_KEY);
    const since = from + 3n;
    const { logs } = await mined(university.markKeyCompromised(SIGNING_KEY, since));
    expect(readEvents(university, "KeyCompromised", logs).map(({ args }) => args)).toEqual([
      { number: 1n, since, admin: system.people.university.address },
    ]);
    expect(readEvents(university, "KeyEnded", logs)).toHaveLength(1);
    for (const time of [since, since + 1n, from - 1n, BigInt(await system.chain.now()) + 1000n]) {
      await expectRevert(university.markKeyCompromised(1, time), "OrganizationBadCompromise", 1, time);
    }
    await mined(university.markKeyCompromised(SIGNING_KEY, from));
    expect((await keyAt(SIGNING_KEY)).compromisedSince).toBe(from);
    expect(await university.keyNumberCount()).toBe(3n);
    await expectRevert(university.markKeyCompromised(9, from), "OrganizationBadCompromise", 9, from);
  });

  it("issues with nothing but a live signing key", async () => {
    const item = itemFor(system, 1, 1);
    const issueWith = (number: number) => university.connect(system.people.issuer).issue(1, 2, number, item, "0x");
    await expectRevert(issueWith(SEALING_KEY), "OrganizationKeyNotLive", SEALING_KEY);
    await expectRevert(issueWith(0), "OrganizationKeyNotLive", 0);
    await system.chain.increaseTime(VALIDITY + 1);
    await expectRevert(issueWith(SIGNING_KEY), "OrganizationKeyNotLive", SIGNING_KEY);
  });

  it("does not end a key in the block in which it issued", async () => {
    const { chain, people } = system;
    await mined(university.grantRole(await university.ISSUER_ROLE(), people.university));
    await chain.provider.send("evm_setAutomine", [false]);
    try {
      const nonce = await people.university.getNonce();
      const gasLimit = 2_000_000;
      const issued = await sendIssue(
        { ...system, people: { ...people, issuer: people.university } },
        university,
        itemFor(system, 1, 1),
      );
      const ended = await university.endKey(SIGNING_KEY, { nonce: nonce + 1, gasLimit });
      await chain.mine();
      const [first, second] = await Promise.all(
        [issued, ended].map(({ hash }) => chain.provider.getTransactionReceipt(hash)),
      );
      expect(first?.blockNumber).toBe(second?.blockNumber);
      expect([first?.status, second?.status]).toEqual([1, 0]);
      expect((await keyAt(SIGNING_KEY)).lastIssuedBlock).toBe(BigInt(first?.blockNumber ?? 0));
    } finally {
      await chain.provider.send("evm_setAutomine", [true]);
    }
    await mined(university.endKey(SIGNING_KEY));
  });

  it("numbers keys as ethr-did-resolver does, also where one block holds several and where one has run out", async () => {
    const { chain, people } = system;
    await mined(university.publishKey(KeyPurpose.Signing, keyBytes("short"), 5));
    await chain.increaseTime(10);
    await chain.provider.send("evm_setAutomine", [false]);
    const nonce = await people.university.getNonce();
    const gasLimit = 500_000;
    await university.publishKey(KeyPurpose.Signing, keyBytes("a"), VALIDITY, { nonce, gasLimit });
    await university.endKey(SEALING_KEY, { nonce: nonce + 1, gasLimit });
    await university.publishKey(KeyPurpose.Sealing, keyBytes("b"), VALIDITY, { nonce: nonce + 2, gasLimit });
    await chain.mine();
    await chain.provider.send("evm_setAutomine", [true]);
    await mined(university.publishKey(KeyPurpose.Signing, keyBytes("c"), VALIDITY));

    const methods = await resolve();
    expect(methods).toEqual({ 1: keyBytes("signing"), 4: keyBytes("a"), 6: keyBytes("b"), 7: keyBytes("c") });
    for (const [number, publicKey] of Object.entries(methods)) {
      const { prefix, x } = await keyAt(Number(number));
      expect(concat([`0x0${prefix}`, x])).toBe(publicKey);
    }
    expect(await university.keyNumberCount()).toBe(7n);
  });

  it("takes points of either parity", async () => {
    const publicKey = concat(["0x03", id("odd")]);
    await mined(university.publishKey(KeyPurpose.Signing, publicKey, VALIDITY));
    expect(await keyAt(3)).toMatchObject({ prefix: 3n, x: id("odd") });
  });

  it("keeps a number for the ending of every key", async () => {
    const { chain } = system;
    const slot = await slotOfTheCount();
    const setCount = (count: number) =>
      chain.provider.send("hardhat_setStorageAt", [university.target, slot, toBeHex(count, 32)]);
    await setCount(32_766);
    await mined(university.publishKey(KeyPurpose.Signing, keyBytes("last"), VALIDITY));
    await expectRevert(
      university.publishKey(KeyPurpose.Signing, keyBytes("one more"), VALIDITY),
      "OrganizationKeysUsedUp",
    );
    await mined(university.endKey(32_767));
    expect(await university.keyNumberCount()).toBe(32_768n);
    // The last ending of as many keys as there may be.
    await setCount(65_533);
    await mined(university.endKey(SIGNING_KEY));
    expect(await university.keyNumberCount()).toBe(65_534n);
  });

  /** Where the organization keeps how many numbers are taken, which are two. */
  async function slotOfTheCount(): Promise<string> {
    for (let slot = 0; slot < 10; slot++) {
      const word = await system.chain.provider.getStorage(university.target, slot);
      if (BigInt(word) === 2n) return toQuantity(slot);
    }
    throw new Error("No slot holds the count of key numbers.");
  }

  /** The keys of the DID document at this block, by the number in their id. */
  async function resolve(): Promise<Record<number, string>> {
    const { chain, dids } = system;
    const config = { chainId: chain.chainId, provider: chain.provider, registry: String(dids.target) };
    // Two copies of did-resolver are installed; their registries differ in nothing but their origin.
    const registry = getResolver({ networks: [config] } as never) as unknown as ResolverRegistry;
    const did = `did:ethr:0x${chain.chainId.toString(16)}:${university.target}`;
    const block = await chain.provider.getBlockNumber();
    const { didDocument } = await new Resolver(registry).resolve(`${did}?versionId=${block}`);
    const keys = (didDocument?.verificationMethod ?? []).filter(({ id: name }) => name.includes("#delegate-"));
    return Object.fromEntries(keys.map((key) => [key.id.split("#delegate-")[1], `0x${key.publicKeyHex}`]));
  }
});
