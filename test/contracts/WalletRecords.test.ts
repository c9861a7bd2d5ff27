import { id, keccak256, ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { readStruct } from "../../sdk/call/readStruct.ts";
import { Authority, Category, RecordStatus, RecordType, StatusReason } from "../../sdk/generated/enums.ts";
import type { ICredentialWallet } from "../../sdk/generated/ICredentialWallet.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import type { ItemInput } from "../../sdk/generated/structs.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import {
  accessKey,
  accredited,
  BLOB,
  decide,
  EVIDENCE,
  enrol,
  HIGHER,
  IN_PERSON,
  issue,
  itemFor,
  newOrganization,
  newWallet,
  recordId,
  SIGNING_KEY,
  sendIssue,
} from "./support/steps.ts";

describe.each(NETWORKS)("A wallet's records on %s", (network) => {
  let system: System;
  let university: Organization;
  let other: Organization;
  let wallets: Record<number, ICredentialWallet>;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    university = await accredited(system, "University", Authority.Direct);
    other = await accredited(system, "Recognition body", Authority.Cross);
    wallets = {
      1: await newWallet(system, 1),
      2: await newWallet(system, 2),
      3: await newWallet(system, 3),
    };
    await enrol(system, university, system.people.graduate);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const header = async (award = 1, profile = 1, organization = university) => {
    const wallet = wallets[profile]!;
    return readStruct(wallet.headerFor, await wallet.headerFor(organization, accessKey(award)));
  };
  const refFor = (award: number, profile = 1) => itemFor(system, profile, award).record;
  const asIssuer = (organization = university) => organization.connect(system.people.issuer);
  const change = (
    method: "revoke" | "suspend" | "reinstate",
    award: number,
    reason: number = StatusReason.UnderReview,
  ) => asIssuer()[method](refFor(award), reason);

  it.each([1, 2, 3])(
    "an issue fills the header of profile %d and tells recordId, organization and sequence",
    async (p) => {
      const item = itemFor(system, p, 1, { validUntil: 2 ** 39 });
      const { logs, blockNumber } = await issue(system, university, item);
      const issuedAt = BigInt(await system.chain.now());
      expect(readEvents(wallets[p]!, "RecordAdded", logs).map(({ args }) => args)).toEqual([
        { recordId: recordId(1), organization: university.target, sequence: 1n },
      ]);
      expect(await header(1, p)).toEqual({
        payloadHash: item.payloadHash,
        keyNumber: BigInt(SIGNING_KEY),
        issuedAt,
        blockNumber: BigInt(blockNumber),
        validUntil: 2n ** 39n,
        sequence: 1n,
        payloadSequence: 1n,
        category: BigInt(Category.HigherEducation),
        recordType: BigInt(RecordType.Degree),
        status: BigInt(RecordStatus.Active),
        reason: BigInt(StatusReason.None),
        statusAt: issuedAt,
        identityCommitment: p === 3 ? id("identity") : ZeroHash,
      });
    },
  );

  it("the recordId is the first half of the accessKey's hash", () => {
    expect(keccak256(accessKey(1)).startsWith(recordId(1))).toBe(true);
    expect(recordId(1)).toHaveLength(34);
  });

  it("an amendment replaces the payload and leaves the status; a status change leaves the payload", async () => {
    await issue(system, university, itemFor(system, 2, 1));
    const issuer = asIssuer();
    const suspended = await mined(issuer.suspend(refFor(1, 2), StatusReason.UnderReview));
    expect(readEvents(wallets[2]!, "RecordStatusChanged", suspended.logs).map(({ args }) => args)).toEqual([
      {
        recordId: recordId(1),
        organization: university.target,
        sequence: 2n,
        status: BigInt(RecordStatus.Suspended),
        reason: BigInt(StatusReason.UnderReview),
      },
    ]);
    const suspendedAt = (await header(1, 2)).statusAt;
    await issue(system, university, itemFor(system, 2, 1, { sequence: 3, payloadHash: id("amended") }));
    expect(await header(1, 2)).toMatchObject({
      payloadHash: id("amended"),
      sequence: 3n,
      payloadSequence: 3n,
      status: BigInt(RecordStatus.Suspended),
      statusAt: suspendedAt,
    });
    await mined(issuer.reinstate(refFor(1, 2), StatusReason.ReviewClosed));
    expect(await header(1, 2)).toMatchObject({ sequence: 4n, payloadSequence: 3n, status: 1n });
    expect((await wallets[2]!.recordsFrom(0, 10)).map(({ data }) => data)).toEqual([2n]);
  });

  it("a sequence is the next one: none is skipped, repeated, lowered or zero", async () => {
    await expectRevert(
      sendIssue(system, university, itemFor(system, 1, 1, { sequence: 2 })),
      "WalletRecordUnknown",
      recordId(1),
    );
    await expectRevert(
      sendIssue(system, university, itemFor(system, 1, 1, { sequence: 0 })),
      "WalletRecordUnknown",
      recordId(1),
    );
    await issue(system, university, itemFor(system, 1, 1));
    await issue(system, university, itemFor(system, 1, 1, { sequence: 2 }));
    await expectRevert(sendIssue(system, university, itemFor(system, 1, 1)), "WalletRecordExists", recordId(1));
    for (const sequence of [0, 2, 4]) {
      const item = itemFor(system, 1, 1, { sequence });
      await expectRevert(sendIssue(system, university, item), "WalletWrongSequence", sequence, 3);
    }
  });

  it("revoked is final", async () => {
    await issue(system, university, itemFor(system, 1, 1));
    await mined(change("revoke", 1, StatusReason.AwardWithdrawn));
    expect(await header()).toMatchObject({ status: BigInt(RecordStatus.Revoked), sequence: 2n, payloadSequence: 1n });
    await expectRevert(change("revoke", 1), "WalletRecordRevoked", recordId(1));
    await expectRevert(change("suspend", 1), "WalletRecordRevoked", recordId(1));
    await expectRevert(change("reinstate", 1), "WalletRecordRevoked", recordId(1));
    const amendment = itemFor(system, 1, 1, { sequence: 3 });
    await expectRevert(sendIssue(system, university, amendment), "WalletRecordRevoked", recordId(1));
  });

  it("a status changes only from where the step starts, with a reason, and for a record that is there", async () => {
    await expectRevert(change("suspend", 9), "WalletRecordUnknown", recordId(9));
    await expectRevert(change("reinstate", 9), "WalletRecordUnknown", recordId(9));
    await expectRevert(change("revoke", 9), "WalletRecordUnknown", recordId(9));
    await issue(system, university, itemFor(system, 1, 1));
    await expectRevert(change("reinstate", 1), "WalletWrongStatus", recordId(1), RecordStatus.Active);
    await expectRevert(change("suspend", 1, StatusReason.None), "WalletReasonMissing");
    await mined(change("suspend", 1));
    await expectRevert(change("suspend", 1), "WalletWrongStatus", recordId(1), RecordStatus.Suspended);
    await mined(change("revoke", 1));
  });

  it("another organization's record cannot be touched, not even under the same recordId", async () => {
    await issue(system, university, itemFor(system, 1, 1));
    const before = await header();
    const stranger = other.connect(system.people.issuer);
    for (const method of ["revoke", "suspend", "reinstate"] as const) {
      await expectRevert(stranger[method](refFor(1), 1), "WalletRecordUnknown", recordId(1));
    }
    await expectRevert(
      sendIssue(system, other, itemFor(system, 1, 1, { sequence: 2 })),
      "WalletRecordUnknown",
      recordId(1),
    );
    await issue(system, other, itemFor(system, 1, 1, { payloadHash: id("copied") }));
    expect(await header()).toEqual(before);
    expect((await header(1, 1, other)).payloadHash).toBe(id("copied"));
  });

  const refusedItems: [string, Partial<ItemInput>, string, unknown[]][] = [
    ["without a payload hash", { payloadHash: ZeroHash }, "WalletHashMissing", []],
    ["of no type", { recordType: RecordType.None }, "WalletBadKind", [Category.HigherEducation, RecordType.None]],
    ["whose validity has ended", { validUntil: 1 }, "WalletValidityEnded", [1]],
    ["with a commitment, in profile 1", { identityCommitment: id("identity") }, "WalletProfileMismatch", [1]],
  ];
  it.each(refusedItems)("an issue %s is refused", async (_, changed, error, args) => {
    await expectRevert(sendIssue(system, university, itemFor(system, 1, 1, changed)), error, ...args);
  });

  it("an amendment keeps category and type", async () => {
    await issue(system, university, itemFor(system, 1, 1));
    const item = itemFor(system, 1, 1, { sequence: 2, recordType: RecordType.Transcript });
    const refusal = ["WalletKindChanged", Category.HigherEducation, RecordType.Transcript] as const;
    await expectRevert(sendIssue(system, university, item), ...refusal);
    const both = HIGHER | (1 << Category.Vocational);
    await decide(system, system.registry, "change", [university.target, Authority.Direct, both, 0, EVIDENCE]);
    const vocational = itemFor(system, 1, 1, { sequence: 2 });
    const call = asIssuer().issue(1, Category.Vocational, SIGNING_KEY, vocational, "0x");
    await expectRevert(call, "WalletKindChanged", Category.Vocational, RecordType.Degree);
  });

  it.each([
    [2, { identityCommitment: id("identity") }],
    [2, { shredHalf: `0x${"00".repeat(12)}` }],
    [2, { blob: 0 }],
    [3, { identityCommitment: ZeroHash }],
    [3, { blob: 0 }],
  ])("profile %d refuses what it has no place for, or cannot do without (%o)", async (profile, changed) => {
    await expectRevert(
      sendIssue(system, university, itemFor(system, profile, 1, changed)),
      "WalletProfileMismatch",
      profile,
    );
  });

  describe("an organization that is not free to", () => {
    it("adds nothing when it is a stranger, not accredited, of another category or suspended", async () => {
      const { people, registry } = system;
      const payload = { ...itemFor(system, 1, 1), ...refFor(1), category: 2, keyNumber: 1, data: 0 };
      const stranger = wallets[1]!.connect(people.mallory).addPayload(payload);
      await expectRevert(stranger, "OracleRegistryNotAccredited", people.mallory.address, 0, 0);
      const unknown = await newOrganization(system, "Unregistered body");
      await expectRevert(
        sendIssue(system, unknown, itemFor(system, 1, 1)),
        "OracleRegistryNotAccredited",
        unknown.target,
        0,
        0,
      );
      const vocational = asIssuer().issue(1, Category.Vocational, SIGNING_KEY, itemFor(system, 1, 1), "0x");
      await expectRevert(vocational, "OracleRegistryNotForCategory", university.target, Category.Vocational);
      await decide(system, registry, "suspend", [university.target, EVIDENCE]);
      await expectRevert(
        sendIssue(system, university, itemFor(system, 1, 1)),
        "OracleRegistryNotAccredited",
        university.target,
        3,
        0,
      );
    });

    it("suspends but neither revokes nor reinstates while it is suspended itself", async () => {
      const { registry } = system;
      await issue(system, university, itemFor(system, 1, 1));
      await decide(system, registry, "suspend", [university.target, EVIDENCE]);
      const refusal = ["OracleRegistryNotAccredited", university.target, 3, 0] as const;
      await expectRevert(change("revoke", 1), ...refusal);
      await mined(change("suspend", 1));
      await expectRevert(change("reinstate", 1), ...refusal);
      await decide(system, registry, "reinstate", [university.target, EVIDENCE]);
      await mined(change("reinstate", 1));
    });

    it("takes back what it issued after leaving, blocking and deactivating, but adds nothing", async () => {
      const { graduate } = system.people;
      await issue(system, university, itemFor(system, 1, 1));
      const wallet = wallets[1]!;
      await mined(wallet.blockOrganization(university, IN_PERSON));
      await expectRevert(sendIssue(system, university, itemFor(system, 1, 2)), "WalletBlocked", university.target);
      await issue(system, university, itemFor(system, 1, 1, { sequence: 2 }));
      await mined(university.connect(graduate).leave(graduate, 0, IN_PERSON));
      await expectRevert(
        sendIssue(system, university, itemFor(system, 1, 2)),
        "OrganizationNotEnrolled",
        graduate.address,
        1,
      );
      await issue(system, university, itemFor(system, 1, 1, { sequence: 3 }));
      await mined(wallet.deactivate(IN_PERSON));
      await expectRevert(sendIssue(system, university, itemFor(system, 1, 1, { sequence: 4 })), "WalletDeactivated");
      await expectRevert(sendIssue(system, other, itemFor(system, 1, 5)), "WalletDeactivated");
      await mined(change("suspend", 1));
      await mined(change("reinstate", 1));
      await mined(change("revoke", 1));
      await mined(wallet.reactivate(IN_PERSON));
      expect((await header()).status).toBe(BigInt(RecordStatus.Revoked));
    });
  });

  it("an item names a wallet that exists", async () => {
    const { graduate } = system.people;
    const item = itemFor(system, 1, 1, { walletIndex: 9 });
    await expectRevert(sendIssue(system, university, item), "OrganizationNoWallet", graduate.address, 1, 9);
    for (const profile of [0, 4]) {
      const ref = { owner: graduate.address, profile, walletIndex: 0, recordId: recordId(1) };
      await expectRevert(asIssuer().revoke(ref, 1), "OrganizationNoWallet", graduate.address, profile, 0);
    }
  });

  it("the list comes in pages, oldest first, and knows each record's standing", async () => {
    for (const award of [1, 2, 3]) await issue(system, university, itemFor(system, 2, award, { place: award + 4 }));
    await mined(asIssuer().revoke(refFor(2, 2), StatusReason.IssuedInError));
    const wallet = wallets[2]!;
    const page = readStruct(wallet.recordsFrom, await wallet.recordsFrom(1, 1));
    expect(page).toEqual([
      {
        organization: 1n,
        recordId: recordId(2),
        sequence: 2n,
        payloadSequence: 1n,
        status: BigInt(RecordStatus.Revoked),
        category: BigInt(Category.HigherEducation),
        recordType: BigInt(RecordType.Degree),
        issuedAt: (await header(2, 2)).issuedAt,
        payloadHash: id("payload 2"),
        data: 2n,
        place: 6n,
        shredHalf: id("half 2").slice(0, 26),
      },
    ]);
    expect(await wallet.recordsFrom(3, 10)).toHaveLength(0);
    expect(await wallet.recordsFrom(0, 10)).toHaveLength(3);
  });

  it("an unknown accessKey has an empty header", async () => {
    expect(Object.values(await header(99)).every((value) => value === 0n || value === ZeroHash)).toBe(true);
  });

  it("a blob that the call does not bring is refused", async () => {
    const item = itemFor(system, 2, 1, { blob: 2 });
    await expectRevert(asIssuer().issue(1, 2, SIGNING_KEY, item, BLOB), "OrganizationUnknownBlob", 2);
  });
});
