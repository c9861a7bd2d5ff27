import type { Wallet } from "ethers";
import { computeAddress, getBytes, id, keccak256, SigningKey, ZeroAddress } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { connectICredentialWallet } from "../../sdk/generated/ICredentialWallet.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { ENCRYPTION_KEY, FAR, IN_PERSON, signFor } from "./support/steps.ts";

describe.each(NETWORKS)("WalletFactory on %s", (network) => {
  let system: System;
  let graduate: Wallet;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    graduate = system.people.graduate;
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const create = (profile = 1, index = 0, key: string = ENCRYPTION_KEY) =>
    system.wallets.connect(graduate).create(graduate, profile, index, key, IN_PERSON);

  it.each([1, 2, 3])("makes a wallet of profile %d where owner, profile and index say", async (profile) => {
    const { wallets } = system;
    const at = await wallets.walletOf(graduate, profile, 5);
    const { logs } = await mined(create(profile, 5));
    const created = { owner: graduate.address, wallet: at, profile: BigInt(profile), index: 5n, ownKey: false };
    expect(readEvents(wallets, "WalletCreated", logs).map(({ args }) => args)).toEqual([
      { ...created, encryptionKey: ENCRYPTION_KEY },
    ]);
    expect([...(await wallets.identify(at))]).toEqual([true, graduate.address, BigInt(profile), 5n]);
    const summary = await connectICredentialWallet(at, graduate).summary();
    expect([summary.owner, summary.profile, summary.index]).toEqual([graduate.address, BigInt(profile), 5n]);
  });

  it("says when the key is the owner's own, as it checked", async () => {
    const publicKey = SigningKey.computePublicKey(graduate.signingKey.publicKey, false).replace("0x04", "0x");
    expect(keccak256(publicKey).slice(-40)).toBe(graduate.address.slice(2).toLowerCase());
    const { logs } = await mined(create(1, 0, publicKey));
    expect(readEvents(system.wallets, "WalletCreated", logs)[0]?.args.ownKey).toBe(true);
  });

  it.each([0, 63, 65])("refuses an encryption key of %d bytes", async (size) => {
    const key = `0x${"ab".repeat(size)}`;
    await expectRevert(create(1, 0, key), "WalletFactoryBadEncryptionKey", size);
  });

  it("refuses address 0, a profile that does not exist and a wallet that does", async () => {
    const { wallets } = system;
    await expectRevert(wallets.create(ZeroAddress, 1, 0, ENCRYPTION_KEY, IN_PERSON), "WalletFactoryNoOwner");
    await expectRevert(create(0), "WalletFactoryBadProfile", 0);
    await expectRevert(create(4), "WalletFactoryBadProfile", 4);
    await mined(create());
    const made = await wallets.walletOf(graduate, 1, 0);
    await expectRevert(create(), "WalletFactoryExists", made);
  });

  it("obeys the owner's controller, in person or by signature, and nobody else", async () => {
    const { wallets, people, dids, chain } = system;
    const asMallory = wallets.connect(people.mallory);
    const refused = asMallory.create(graduate, 1, 0, ENCRYPTION_KEY, IN_PERSON);
    await expectRevert(refused, "WalletFactoryNotController", graduate.address, people.mallory.address);

    const message = { owner: graduate.address, profile: 1, index: 0, encryptionKey: ENCRYPTION_KEY, deadline: FAR };
    const forged = await signFor(system, people.mallory, wallets, "CreateWallet", message);
    const withSignature = (signature: string, deadline: number = FAR) =>
      wallets.create(graduate, 1, 0, ENCRYPTION_KEY, { deadline, signature });
    await expectRevert(withSignature(forged), "WalletFactoryBadSignature", graduate.address);
    const past = await chain.now();
    await expectRevert(withSignature(forged, past), "WalletFactoryExpired", past);

    await mined(dids.connect(graduate).changeOwner(graduate, people.employer));
    const old = await signFor(system, graduate, wallets, "CreateWallet", message);
    await expectRevert(withSignature(old), "WalletFactoryBadSignature", graduate.address);
    const signature = await signFor(system, people.employer, wallets, "CreateWallet", message);
    const { logs } = await mined(withSignature(signature));
    // From now on the owner's old key is never obeyed, nor makes another wallet.
    expect(readEvents(wallets, "ControllerNoted", logs)[0]?.args).toEqual({
      owner: graduate.address,
      controller: people.employer.address,
    });
    await mined(dids.connect(people.employer).changeOwner(graduate, ZeroAddress));
    expect(await wallets.controllerOf(graduate)).toBe(ZeroAddress);
    const second = wallets.connect(graduate).create(graduate, 1, 1, ENCRYPTION_KEY, IN_PERSON);
    await expectRevert(second, "WalletFactoryControllerLost", graduate.address);
    expect((await mined(wallets.noteController(graduate))).logs).toHaveLength(0);
  });

  it("knows none but its own wallets, and calls nobody to find out", async () => {
    const { wallets, chain, people } = system;
    await mined(create());
    const code = await chain.provider.getCode(await wallets.walletOf(graduate, 1, 0));
    expect(getBytes(code)).toHaveLength(70);
    const copy = computeAddress(id("a copy"));
    await chain.provider.send("hardhat_setCode", [copy, code]);
    for (const stranger of [copy, people.mallory.address, wallets.target, ZeroAddress]) {
      expect([...(await wallets.identify(stranger))]).toEqual([false, ZeroAddress, 0n, 0n]);
    }
  });
});
