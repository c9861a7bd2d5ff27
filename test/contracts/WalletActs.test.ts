import { concat, id, keccak256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { readStruct } from "../../sdk/call/readStruct.ts";
import type { Eip712Type } from "../../sdk/eip712/types.ts";
import { Authority, StatusReason } from "../../sdk/generated/enums.ts";
import type { HeaderWallet } from "../../sdk/generated/HeaderWallet.ts";
import { connectHeaderWallet } from "../../sdk/generated/HeaderWallet.ts";
import type { ICredentialWallet } from "../../sdk/generated/ICredentialWallet.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import {
  accessKey,
  accredited,
  ENCRYPTION_KEY,
  FAR,
  IN_PERSON,
  issue,
  itemFor,
  newWallet,
  sendIssue,
  signFor,
} from "./support/steps.ts";

const GRANT = id("grant");
const COMMITMENT = id("salt, audience, purpose, records");

describe.each(NETWORKS)("What a holder does with a wallet on %s", (network) => {
  let system: System;
  let body: Organization;
  let wallet: ICredentialWallet;
  let graduate: string;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    body = await accredited(system, "Recognition body", Authority.Cross);
    wallet = await newWallet(system, 2);
    graduate = system.people.graduate.address;
    await issue(system, body, itemFor(system, 2, 1));
    await issue(system, body, itemFor(system, 2, 2));
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  /** Every act: its message beside nonce and deadline, what comes before it, and the event that tells it. */
  const acts: {
    readonly type: Eip712Type;
    readonly method:
      | "blockOrganization"
      | "unblockOrganization"
      | "grant"
      | "withdrawGrant"
      | "setEncryptionKey"
      | "deactivate"
      | "reactivate"
      | "destroy";
    readonly args: () => Readonly<Record<string, unknown>>;
    readonly before?: () => Promise<unknown>;
    readonly event: string;
  }[] = [
    {
      type: "BlockOrganization",
      method: "blockOrganization",
      args: () => ({ organization: String(body.target) }),
      event: "OrganizationBlocked",
    },
    {
      type: "UnblockOrganization",
      method: "unblockOrganization",
      args: () => ({ organization: String(body.target) }),
      before: () => mined(wallet.blockOrganization(body, IN_PERSON)),
      event: "OrganizationUnblocked",
    },
    {
      type: "Grant",
      method: "grant",
      args: () => ({ grantId: GRANT, commitment: COMMITMENT, until: FAR }),
      event: "GrantMade",
    },
    {
      type: "WithdrawGrant",
      method: "withdrawGrant",
      args: () => ({ grantId: GRANT }),
      before: () => mined(wallet.grant(GRANT, COMMITMENT, 0, IN_PERSON)),
      event: "GrantWithdrawn",
    },
    {
      type: "SetEncryptionKey",
      method: "setEncryptionKey",
      args: () => ({ encryptionKey: ENCRYPTION_KEY }),
      event: "EncryptionKeyChanged",
    },
    { type: "Deactivate", method: "deactivate", args: () => ({}), event: "Deactivated" },
    {
      type: "Reactivate",
      method: "reactivate",
      args: () => ({}),
      before: () => mined(wallet.deactivate(IN_PERSON)),
      event: "Reactivated",
    },
    { type: "Destroy", method: "destroy", args: () => ({}), event: "Destroyed" },
  ];

  describe.each(acts)("$method", ({ type, method, args, before, event }) => {
    beforeEach(async () => {
      await before?.();
    });

    it("is told, with what it was about and who acted", async () => {
      const { logs } = await mined(send(system.people.graduate, IN_PERSON));
      const told = readEvents(wallet, event as "Destroyed", logs).map((found) => found.args);
      expect(told).toEqual([{ ...plain(args()), controller: graduate }]);
    });

    it("is refused to everybody but the controller", async () => {
      const { mallory } = system.people;
      await expectRevert(send(mallory, IN_PERSON), "WalletNotController", mallory.address);
    });

    it("is relayed with the controller's signature, once, and only while in time", async () => {
      const { relayer, mallory, graduate: holder } = system.people;
      const { nonce } = await wallet.summary();
      const message = { ...args(), nonce, deadline: FAR };
      const forged = await signFor(system, mallory, wallet, type, message);
      const relay = (signature: string, deadline: number = FAR) => send(relayer, { deadline, signature });
      await expectRevert(relay(forged), "WalletBadSignature", graduate);
      const past = await system.chain.now();
      await expectRevert(relay(forged, past), "WalletExpired", past);
      const early = await signFor(system, holder, wallet, type, { ...message, nonce: nonce + 1n });
      await expectRevert(relay(early), "WalletBadSignature", graduate);
      const abroad = { ...system, chain: { ...system.chain, chainId: 1n } };
      const foreign = await signFor(abroad, holder, wallet, type, message);
      await expectRevert(relay(foreign), "WalletBadSignature", graduate);

      const signature = await signFor(system, holder, wallet, type, message);
      const { logs } = await mined(relay(signature));
      expect(readEvents(wallet, event as "Destroyed", logs)[0]?.args.controller).toBe(graduate);
      expect((await wallet.summary()).nonce).toBe(nonce + 1n);
    });

    it("is over once the wallet is destroyed", async () => {
      await mined(wallet.destroy(IN_PERSON));
      await expectRevert(send(system.people.graduate, IN_PERSON), "WalletDestroyed");
    });

    function send(
      sender: Parameters<ICredentialWallet["connect"]>[0],
      consent: { deadline: number; signature: string } | typeof IN_PERSON,
    ) {
      return wallet.connect(sender).getFunction(method)(...Object.values(args()), consent);
    }
  });

  it("a signature for one wallet is worth nothing for another, and one act none for another", async () => {
    const { people } = system;
    const another = await newWallet(system, 2, 1);
    const signature = await signFor(system, people.graduate, wallet, "Deactivate", { nonce: 0, deadline: FAR });
    const consent = { deadline: FAR, signature };
    await expectRevert(another.connect(people.relayer).deactivate(consent), "WalletBadSignature", graduate);
    await expectRevert(wallet.connect(people.relayer).destroy(consent), "WalletBadSignature", graduate);
  });

  it("blocks and unblocks only what is not, or is, blocked", async () => {
    await expectRevert(wallet.unblockOrganization(body, IN_PERSON), "WalletNotBlocked", body.target);
    await mined(wallet.blockOrganization(body, IN_PERSON));
    expect(await wallet.isBlocked(body)).toBe(true);
    await expectRevert(wallet.blockOrganization(body, IN_PERSON), "WalletAlreadyBlocked", body.target);
  });

  it("grants once under an id, for a commitment and a time ahead, and withdraws once", async () => {
    const past = await system.chain.now();
    await expectRevert(wallet.grant(GRANT, ZeroHash, 0, IN_PERSON), "WalletBadGrant", ZeroHash, 0);
    await expectRevert(wallet.grant(GRANT, COMMITMENT, past, IN_PERSON), "WalletBadGrant", COMMITMENT, past);
    await expectRevert(wallet.withdrawGrant(GRANT, IN_PERSON), "WalletGrantUnknown", GRANT);
    await mined(wallet.grant(GRANT, COMMITMENT, FAR, IN_PERSON));
    const grantedAt = BigInt(await system.chain.now());
    expect(readStruct(wallet.grantOf, await wallet.grantOf(GRANT))).toEqual({
      commitment: COMMITMENT,
      grantedAt,
      until: BigInt(FAR),
      withdrawn: false,
    });
    await expectRevert(wallet.grant(GRANT, id("other"), 0, IN_PERSON), "WalletGrantExists", GRANT);
    await mined(wallet.withdrawGrant(GRANT, IN_PERSON));
    expect((await wallet.grantOf(GRANT)).withdrawn).toBe(true);
    await expectRevert(wallet.withdrawGrant(GRANT, IN_PERSON), "WalletGrantUnknown", GRANT);
    await expectRevert(wallet.grant(GRANT, COMMITMENT, 0, IN_PERSON), "WalletGrantExists", GRANT);
  });

  it.each([0, 33, 65])("takes no encryption key of %d bytes", async (size) => {
    await expectRevert(wallet.setEncryptionKey(`0x${"ab".repeat(size)}`, IN_PERSON), "WalletBadEncryptionKey", size);
  });

  it("a deactivated wallet answers no reads until it is reactivated", async () => {
    await expectRevert(wallet.reactivate(IN_PERSON), "WalletNotDeactivated");
    await mined(wallet.deactivate(IN_PERSON));
    await expectRevert(wallet.headerFor(body, accessKey(1)), "WalletDeactivated");
    await expectRevert(wallet.recordsFrom(0, 10), "WalletDeactivated");
    await expectRevert(wallet.deactivate(IN_PERSON), "WalletDeactivated");
    await mined(wallet.reactivate(IN_PERSON));
    expect((await wallet.headerFor(body, accessKey(1))).sequence).toBe(1n);
  });

  it("destroyed is final, for holder and organizations alike, active or deactivated", async () => {
    await mined(wallet.deactivate(IN_PERSON));
    await mined(wallet.destroy(IN_PERSON));
    await expectRevert(wallet.headerFor(body, accessKey(1)), "WalletDestroyed");
    await expectRevert(wallet.recordsFrom(0, 10), "WalletDestroyed");
    const issuer = body.connect(system.people.issuer);
    const { record } = itemFor(system, 2, 1);
    for (const method of ["revoke", "suspend", "reinstate"] as const) {
      await expectRevert(issuer[method](record, StatusReason.Unspecified), "WalletDestroyed");
    }
    await expectRevert(sendIssue(system, body, itemFor(system, 2, 3)), "WalletDestroyed");
    const again = system.wallets.connect(system.people.graduate).create(graduate, 2, 0, ENCRYPTION_KEY, IN_PERSON);
    await expectRevert(again, "WalletFactoryExists", wallet.target);
    await newWallet(system, 2, 1);
  });

  it("anybody erases what a destroyed wallet left, in steps, and finds an end", async () => {
    const asMallory = wallet.connect(system.people.mallory);
    await expectRevert(asMallory.erase(1), "WalletNotDestroyed");
    await mined(wallet.destroy(IN_PERSON));
    const halves = [id("half 1"), id("half 2")].map((half) => half.slice(0, 26));
    expect(await storedHalves()).toEqual(halves);
    const steps: unknown[] = [];
    for (const limit of [1, 1, 5]) {
      const { logs } = await mined(asMallory.erase(limit));
      steps.push(readEvents(wallet, "RecordsErased", logs)[0]?.args);
    }
    expect(steps).toEqual([
      { from: 0n, to: 1n },
      { from: 1n, to: 2n },
      { from: 2n, to: 2n },
    ]);
    expect(await storedHalves()).toEqual(halves.map(() => `0x${"00".repeat(12)}`));
  });

  it("follows the identity's controller, and never goes back to a key that was rotated away", async () => {
    const { people, dids } = system;
    await mined(dids.connect(people.graduate).changeOwner(graduate, people.employer));
    await expectRevert(wallet.deactivate(IN_PERSON), "WalletNotController", graduate);
    const { wallets } = system;
    const { logs } = await mined(wallets.connect(people.mallory).noteController(graduate));
    expect(readEvents(wallets, "ControllerNoted", logs).map(({ args }) => args)).toEqual([
      { owner: graduate, controller: people.employer.address },
    ]);
    await mined(wallet.connect(people.employer).deactivate(IN_PERSON));
    await mined(dids.connect(people.employer).changeOwner(graduate, ZeroAddress));
    expect(await dids.identityOwner(graduate)).toBe(graduate);
    expect((await wallet.summary()).controller).toBe(ZeroAddress);
    await expectRevert(wallet.reactivate(IN_PERSON), "WalletControllerLost");
    const signature = await signFor(system, people.graduate, wallet, "Reactivate", { nonce: 1, deadline: FAR });
    await expectRevert(wallet.reactivate({ deadline: FAR, signature }), "WalletControllerLost");
  });

  it("nothing is noted as long as the owner is in control", async () => {
    expect((await mined(system.wallets.noteController(graduate))).logs).toHaveLength(0);
    expect(await system.wallets.controllerOf(graduate)).toBe(graduate);
  });

  it("the code that wallets share belongs to nobody who could use it", async () => {
    const { wallets, people } = system;
    const code: HeaderWallet = connectHeaderWallet(await wallets.headerWallet(), people.mallory);
    await expectRevert(code.destroy(IN_PERSON), "WalletNotController", people.mallory.address);
  });

  /** The last 12 bytes of each list entry, as anybody reads them from storage. */
  async function storedHalves(): Promise<string[]> {
    // State, records, entries: the third slot holds the mapping of the list.
    const slots = [0, 1].map((index) => mappingSlot(index, 2));
    const words = await Promise.all(slots.map((slot) => system.chain.provider.getStorage(wallet.target, slot)));
    // From the lowest bit: recordId 16 bytes, organization 4, shred half 12.
    return words.map((word) => word.slice(0, 26));
  }

  function plain(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]),
    );
  }
});

function mappingSlot(key: number, slot: number): string {
  return keccak256(concat([toBeHex(key, 32), toBeHex(slot, 32)]));
}
