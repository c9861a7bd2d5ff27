import { id, ZeroAddress } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { Authority, RecordType } from "../../sdk/generated/enums.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { accredited, enrol, FAR, IN_PERSON, issue, itemFor, newWallet, sendIssue, signFor } from "./support/steps.ts";

const UNSIGNED = { deadline: FAR, signature: "0x" };

describe.each(NETWORKS)("Organization's members on %s", (network) => {
  let system: System;
  let university: Organization;
  let graduate: string;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    university = await accredited(system, "University", Authority.Direct);
    graduate = system.people.graduate.address;
    await newWallet(system, 1);
    await newWallet(system, 2);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  it("enrols a holder for the profiles it signed for", async () => {
    const { logs } = await enrol(system, university, system.people.graduate, 2);
    expect(readEvents(university, "HolderEnrolled", logs).map(({ args }) => args)).toEqual([
      { holder: graduate, profiles: 2n, registrar: system.people.registrar.address },
    ]);
    expect(await university.enrolledProfiles(graduate)).toBe(2n);
    await issue(system, university, itemFor(system, 1, 1));
    await expectRevert(sendIssue(system, university, itemFor(system, 2, 2)), "OrganizationNotEnrolled", graduate, 2);
  });

  it.each([0, 1, 16, 15])("refuses the set of profiles %d", async (profiles) => {
    const enrolment = { holder: graduate, profiles, nonce: 1, deadline: FAR };
    const call = university.connect(system.people.registrar).enrol(enrolment, "0x");
    await expectRevert(call, "OrganizationBadProfiles", profiles);
  });

  it("refuses an enrolment that is late, signed by another, or was used", async () => {
    const { people, chain } = system;
    const enrolment = { holder: graduate, profiles: 2, nonce: 5, deadline: FAR };
    const message = { ...enrolment, organization: String(university.target) };
    const registrar = university.connect(people.registrar);
    const past = await chain.now();
    await expectRevert(registrar.enrol({ ...enrolment, deadline: past }, "0x"), "OrganizationExpired", past);
    const forged = await signFor(system, people.mallory, university, "Enrol", message);
    await expectRevert(registrar.enrol(enrolment, forged), "OrganizationBadSignature", graduate);
    const signature = await signFor(system, people.graduate, university, "Enrol", message);
    await mined(registrar.enrol(enrolment, signature));
    expect(await university.isNonceUsed(graduate, 5)).toBe(true);
    await mined(registrar.endEnrolment(graduate));
    await expectRevert(registrar.enrol(enrolment, signature), "OrganizationNonceUsed", graduate, 5);
  });

  it("either side ends it, once", async () => {
    const { people } = system;
    await enrol(system, university, people.graduate);
    const left = await mined(university.connect(people.graduate).leave(graduate, 0, IN_PERSON));
    expect(readEvents(university, "HolderLeft", left.logs)[0]?.args).toEqual({ holder: graduate, by: graduate });
    const again = university.connect(people.graduate).leave(graduate, 0, IN_PERSON);
    await expectRevert(again, "OrganizationNotEnrolled", graduate, 0);

    await enrol(system, university, people.graduate);
    const ended = await mined(university.connect(people.registrar).endEnrolment(graduate));
    const by = people.registrar.address;
    expect(readEvents(university, "HolderLeft", ended.logs)[0]?.args).toEqual({ holder: graduate, by });
  });

  it("lets a holder leave through a relayer, with a signature for exactly that", async () => {
    const { people } = system;
    await enrol(system, university, people.graduate);
    const message = { holder: graduate, organization: String(university.target), nonce: 77, deadline: FAR };
    const leave = (signature: string) => university.leave(graduate, 77, { deadline: FAR, signature });
    await expectRevert(leave("0x"), "OrganizationBadSignature", graduate);
    const forged = await signFor(system, people.mallory, university, "Leave", message);
    await expectRevert(leave(forged), "OrganizationBadSignature", graduate);
    const signature = await signFor(system, people.graduate, university, "Leave", message);
    await mined(leave(signature));
    await enrol(system, university, people.graduate);
    await expectRevert(leave(signature), "OrganizationNonceUsed", graduate, 77);
  });

  it("takes a request, which one record of its type uses up", async () => {
    const { people } = system;
    const request = requestFor({ nonce: 1 });
    const message = { ...request, organization: String(university.target) };
    const signature = await signFor(system, people.graduate, university, "RequestRecord", message);
    const registrar = university.connect(people.registrar);
    const { logs } = await mined(registrar.acceptRequest(request, signature));
    expect(readEvents(university, "RequestAccepted", logs).map(({ args }) => args)).toEqual([
      {
        holder: graduate,
        recordType: BigInt(RecordType.Degree),
        profile: 1n,
        walletIndex: 0n,
        documents: id("papers"),
        deadline: BigInt(FAR),
        registrar: people.registrar.address,
      },
    ]);
    expect(await university.requestedUntil(graduate, 1, 0, RecordType.Degree)).toBe(BigInt(FAR));
    // Neither another type, nor another wallet or profile.
    const transcript = itemFor(system, 1, 9, { recordType: RecordType.Transcript });
    await expectRevert(sendIssue(system, university, transcript), "OrganizationNotEnrolled", graduate, 1);
    const elsewhere = itemFor(system, 1, 9, { walletIndex: 1 });
    await expectRevert(sendIssue(system, university, elsewhere), "OrganizationNotEnrolled", graduate, 1);
    await expectRevert(sendIssue(system, university, itemFor(system, 2, 9)), "OrganizationNotEnrolled", graduate, 2);
    await issue(system, university, itemFor(system, 1, 1));
    expect(await university.requestedUntil(graduate, 1, 0, RecordType.Degree)).toBe(0n);
    await expectRevert(sendIssue(system, university, itemFor(system, 1, 2)), "OrganizationNotEnrolled", graduate, 1);
    await expectRevert(registrar.acceptRequest(request, signature), "OrganizationNonceUsed", graduate, 1);
  });

  it("a request lasts until its deadline, the last second included", async () => {
    const { people, chain } = system;
    const deadline = (await chain.now()) + 1000;
    const accept = async (nonce: number) => {
      const request = requestFor({ nonce, deadline });
      const message = { ...request, organization: String(university.target) };
      const signature = await signFor(system, people.graduate, university, "RequestRecord", message);
      await mined(university.connect(people.registrar).acceptRequest(request, signature));
    };
    await accept(1);
    await chain.increaseTime(deadline - (await chain.now()) - 1);
    await issue(system, university, itemFor(system, 1, 1));
    expect(await chain.now()).toBe(deadline);
  });

  it("a request ends after its deadline", async () => {
    const { people, chain } = system;
    const deadline = (await chain.now()) + 1000;
    const request = requestFor({ nonce: 1, deadline });
    const message = { ...request, organization: String(university.target) };
    const signature = await signFor(system, people.graduate, university, "RequestRecord", message);
    await mined(university.connect(people.registrar).acceptRequest(request, signature));
    await chain.increaseTime(1000);
    await expectRevert(sendIssue(system, university, itemFor(system, 1, 1)), "OrganizationNotEnrolled", graduate, 1);
  });

  describe("lets a holder take back what it signed", () => {
    const enrolment = () => ({ holder: graduate, profiles: 2, nonce: 9, deadline: FAR });
    const late = async () => {
      const message = { ...enrolment(), organization: String(university.target) };
      const signature = await signFor(system, system.people.graduate, university, "Enrol", message);
      await expectRevert(
        university.connect(system.people.registrar).enrol(enrolment(), signature),
        "OrganizationNonceUsed",
        graduate,
        9,
      );
    };

    it("in person, before it is used and not after", async () => {
      const { people } = system;
      const stranger = university.connect(people.mallory).withdrawConsent(graduate, 9, UNSIGNED);
      await expectRevert(stranger, "OrganizationBadSignature", graduate);
      const { logs } = await mined(university.connect(people.graduate).withdrawConsent(graduate, 9, IN_PERSON));
      expect(readEvents(university, "ConsentWithdrawn", logs)[0]?.args).toEqual({
        holder: graduate,
        nonce: 9n,
        by: graduate,
      });
      await late();
      const again = university.connect(people.graduate).withdrawConsent(graduate, 9, IN_PERSON);
      await expectRevert(again, "OrganizationNonceUsed", graduate, 9);
    });

    it("by a signature that anybody relays, once and in time", async () => {
      const { people, chain } = system;
      const withdraw = (deadline: number, signature: string) =>
        university.connect(people.relayer).withdrawConsent(graduate, 9, { deadline, signature });
      const message = { holder: graduate, organization: String(university.target), nonce: 9, deadline: FAR };
      const forged = await signFor(system, people.mallory, university, "WithdrawConsent", message);
      await expectRevert(withdraw(FAR, forged), "OrganizationBadSignature", graduate);
      // Of the same fields, but another wish.
      const leaving = await signFor(system, people.graduate, university, "Leave", message);
      await expectRevert(withdraw(FAR, leaving), "OrganizationBadSignature", graduate);
      const past = await chain.now();
      await expectRevert(withdraw(past, forged), "OrganizationExpired", past);
      const signature = await signFor(system, people.graduate, university, "WithdrawConsent", message);
      const { logs } = await mined(withdraw(FAR, signature));
      expect(readEvents(university, "ConsentWithdrawn", logs)[0]?.args).toMatchObject({ by: people.relayer.address });
      await late();
      await expectRevert(withdraw(FAR, signature), "OrganizationNonceUsed", graduate, 9);
    });
  });

  describe("lets a holder take back a request that was accepted", () => {
    const ref = () => ({
      holder: graduate,
      profile: 1,
      walletIndex: 0,
      recordType: RecordType.Degree as number,
      until: FAR,
    });
    const until = () => university.requestedUntil(graduate, 1, 0, RecordType.Degree);
    beforeEach(async () => {
      const request = requestFor({ nonce: 1 });
      const message = { ...request, organization: String(university.target) };
      const signature = await signFor(system, system.people.graduate, university, "RequestRecord", message);
      await mined(university.connect(system.people.registrar).acceptRequest(request, signature));
      expect(await until()).toBe(BigInt(FAR));
    });

    it("in person; nothing can be issued on it any more", async () => {
      const { people } = system;
      const stranger = university.connect(people.mallory).withdrawRequest(ref(), 2, UNSIGNED);
      await expectRevert(stranger, "OrganizationBadSignature", graduate);
      const { logs } = await mined(university.connect(people.graduate).withdrawRequest(ref(), 2, IN_PERSON));
      expect(readEvents(university, "RequestWithdrawn", logs)[0]?.args).toEqual({
        holder: graduate,
        recordType: BigInt(RecordType.Degree),
        profile: 1n,
        walletIndex: 0n,
        by: graduate,
      });
      expect(await until()).toBe(0n);
      await expectRevert(sendIssue(system, university, itemFor(system, 1, 1)), "OrganizationNotEnrolled", graduate, 1);
    });

    it("only that request: once another took its place, or none is open, there is nothing to take back", async () => {
      const { people } = system;
      const withdraw = (until: number) =>
        university.connect(people.graduate).withdrawRequest({ ...ref(), until }, 2, IN_PERSON);
      await expectRevert(withdraw(FAR - 1), "OrganizationRequestUnknown", graduate, FAR - 1);
      await mined(withdraw(FAR));
      await expectRevert(withdraw(FAR), "OrganizationRequestUnknown", graduate, FAR);
      await expectRevert(withdraw(0), "OrganizationRequestUnknown", graduate, 0);
    });

    it("by a signature that anybody relays, for that request and once", async () => {
      const { people } = system;
      const message = { ...ref(), organization: String(university.target), nonce: 2, deadline: FAR };
      const signature = await signFor(system, people.graduate, university, "WithdrawRequest", message);
      const withdraw = (request: ReturnType<typeof ref>) =>
        university.connect(people.relayer).withdrawRequest(request, 2, { deadline: FAR, signature });
      for (const other of [
        { walletIndex: 1 },
        { profile: 2 },
        { recordType: RecordType.Transcript },
        { until: FAR - 1 },
      ]) {
        await expectRevert(withdraw({ ...ref(), ...other }), "OrganizationBadSignature", graduate);
      }
      const { logs } = await mined(withdraw(ref()));
      expect(readEvents(university, "RequestWithdrawn", logs)[0]?.args).toMatchObject({ by: people.relayer.address });
      expect(await until()).toBe(0n);
      await expectRevert(withdraw(ref()), "OrganizationNonceUsed", graduate, 2);
    });
  });

  it("does not listen to a key that ERC-1056 brought back (A15)", async () => {
    const { people, dids } = system;
    await mined(dids.connect(people.graduate).changeOwner(graduate, people.employer));
    const enrolment = { holder: graduate, profiles: 2, nonce: 1, deadline: FAR };
    const message = { ...enrolment, organization: String(university.target) };
    const registrar = university.connect(people.registrar);
    // The new controller acts, and is so noted.
    const signature = await signFor(system, people.employer, university, "Enrol", message);
    await mined(registrar.enrol(enrolment, signature));
    await mined(dids.connect(people.employer).changeOwner(graduate, ZeroAddress));

    const again = { ...enrolment, nonce: 2 };
    const stolen = await signFor(system, people.graduate, university, "Enrol", { ...message, nonce: 2 });
    await expectRevert(registrar.enrol(again, stolen), "OrganizationControllerLost", graduate);
    const leave = university.connect(people.graduate).leave(graduate, 3, IN_PERSON);
    await expectRevert(leave, "OrganizationControllerLost", graduate);
  });

  it("refuses a request for no type of record", async () => {
    const request = requestFor({ nonce: 1, recordType: RecordType.None });
    const call = university.connect(system.people.registrar).acceptRequest(request, "0x");
    await expectRevert(call, "OrganizationBadRecordType", RecordType.None);
  });

  /** The graduate's wish for a degree in its first wallet of profile 1. */
  function requestFor(changed: { readonly nonce: number; readonly recordType?: number; readonly deadline?: number }) {
    const wish = { profile: 1, walletIndex: 0, recordType: RecordType.Degree, documents: id("papers"), deadline: FAR };
    return { holder: graduate, ...wish, ...changed };
  }

  it("keeps its last admin, and tells new metadata", async () => {
    const { people } = system;
    const admin = await university.DEFAULT_ADMIN_ROLE();
    const leave = () => university.renounceRole(admin, people.university);
    await expectRevert(leave(), "OrganizationLastAdmin", people.university.address);
    await mined(university.grantRole(admin, people.employer));
    await mined(leave());
    const employer = university.connect(people.employer);
    await expectRevert(employer.revokeRole(admin, people.employer), "OrganizationLastAdmin", people.employer.address);
    const { logs } = await mined(employer.setMetadata(id("new")));
    expect(readEvents(university, "MetadataChanged", logs)[0]?.args).toEqual({
      metadataHash: id("new"),
      admin: people.employer.address,
    });
  });
});
