import { ContractFactory, id, ZeroAddress, ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { readStruct } from "../../sdk/call/readStruct.ts";
import { oracleRegistryBytecode } from "../../sdk/generated/bytecode/OracleRegistry.ts";
import { AccreditationStatus, Authority, Category, WithdrawalReason } from "../../sdk/generated/enums.ts";
import { oracleRegistryInterface } from "../../sdk/generated/OracleRegistry.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { decide, EVIDENCE, HIGHER, METADATA, newOrganization } from "./support/steps.ts";

const VOCATIONAL = 1 << Category.Vocational;

describe.each(NETWORKS)("OracleRegistry on %s", (network) => {
  let system: System;
  let university: Organization;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    university = await newOrganization(system, "University");
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  const apply = () => mined(university.applyForAccreditation(Authority.Direct, HIGHER, EVIDENCE));
  const act = (method: string, ...args: unknown[]) =>
    decide(system, system.registry, method, [university.target, ...args]);
  const admit = (until = 0) => act("admit", Authority.Direct, HIGHER, until, EVIDENCE);
  const standing = async () => readStruct(system.registry.standingOf, await system.registry.standingOf(university));

  describe("applying", () => {
    it("numbers organizations from 1 and begins an interval", async () => {
      const { logs } = await apply();
      const { registry } = system;
      expect(readEvents(registry, "Applied", logs).map(({ args }) => args)).toEqual([
        {
          organization: university.target,
          number: 1n,
          authority: BigInt(Authority.Direct),
          categories: BigInt(HIGHER),
          metadataHash: METADATA,
          evidence: EVIDENCE,
        },
      ]);
      expect(await registry.organizationOf(1)).toBe(university.target);
      expect(await registry.numberOf(university)).toBe(1n);
      expect(await registry.organizationCount()).toBe(1n);
      expect(await registry.organizationOf(2)).toBe(ZeroAddress);
    });

    it("is for organizations of the pinned factory", async () => {
      const { registry, people } = system;
      await expectRevert(
        registry.connect(people.mallory).applyForAccreditation(Authority.Cross, HIGHER, METADATA, EVIDENCE),
        "OracleRegistryNotAnOrganization",
        people.mallory.address,
      );
    });

    it.each([
      ["no authority", Authority.None, HIGHER],
      ["no category", Authority.Direct, 0],
      ["the category None", Authority.Direct, 1],
      ["an unknown category", Authority.Direct, 128],
    ])("refuses %s", async (_, authority, categories) => {
      await expectRevert(
        university.applyForAccreditation(authority, categories, EVIDENCE),
        "OracleRegistryBadScope",
        authority,
        categories,
      );
    });

    it("is refused while an application is open", async () => {
      await apply();
      await expectRevert(
        university.applyForAccreditation(Authority.Direct, HIGHER, EVIDENCE),
        "OracleRegistryWrongStatus",
        university.target,
        AccreditationStatus.Applied,
      );
    });

    it("is possible again after a withdrawal, under the same number, and keeps the reason until an admission", async () => {
      await apply();
      await admit();
      await act("withdraw", WithdrawalReason.Misconduct, 0, EVIDENCE);
      await apply();
      expect(await standing()).toMatchObject({ number: 1n, reason: BigInt(WithdrawalReason.Misconduct) });
      const refusal = [university.target, AccreditationStatus.Applied, WithdrawalReason.Misconduct] as const;
      await expectRevert(system.registry.mayRevoke(university), "OracleRegistryNotAccredited", ...refusal);
      await admit();
      expect(await system.registry.mayRevoke(university)).toBe(1n);
    });
  });

  describe("deciding", () => {
    it("tells every change", async () => {
      await apply();
      const { logs } = await admit();
      expect(readEvents(system.registry, "AccreditationChanged", logs).map(({ args }) => args)).toEqual([
        {
          organization: university.target,
          status: BigInt(AccreditationStatus.Accredited),
          authority: BigInt(Authority.Direct),
          categories: BigInt(HIGHER),
          reason: BigInt(WithdrawalReason.None),
          until: 0n,
          evidence: EVIDENCE,
        },
      ]);
    });

    it.each([
      ["admit", AccreditationStatus.None, [Authority.Direct, HIGHER, 0, EVIDENCE]],
      ["change", AccreditationStatus.None, [Authority.Direct, HIGHER, 0, EVIDENCE]],
      ["suspend", AccreditationStatus.None, [EVIDENCE]],
      ["reinstate", AccreditationStatus.None, [EVIDENCE]],
      ["withdraw", AccreditationStatus.None, [WithdrawalReason.Closed, 0, EVIDENCE]],
      ["markFraud", AccreditationStatus.None, [1, EVIDENCE]],
    ])("%s refuses an organization that is not where the step starts", async (method, status, args) => {
      await expectRevert(act(method, ...args), "CouncilCallFailed", system.registry.target, wrongStatus(status));
    });

    it("a withdrawal needs a reason", async () => {
      await apply();
      await admit();
      const reason = oracleRegistryInterface.encodeErrorResult("OracleRegistryReasonMissing", []);
      const call = act("withdraw", WithdrawalReason.None, 0, EVIDENCE);
      await expectRevert(call, "CouncilCallFailed", system.registry.target, reason);
    });

    it("an application can be turned down, at once only, and made again", async () => {
      await apply();
      const later = act("withdraw", WithdrawalReason.Request, (await system.chain.now()) + 1000, EVIDENCE);
      const refusal = wrongStatus(AccreditationStatus.Applied);
      await expectRevert(later, "CouncilCallFailed", system.registry.target, refusal);
      await act("withdraw", WithdrawalReason.Request, 0, EVIDENCE);
      expect(await standing()).toMatchObject({ status: 4n, reason: BigInt(WithdrawalReason.Request) });
      await apply();
      expect((await standing()).status).toBe(BigInt(AccreditationStatus.Applied));
    });

    it("a cheat whose accreditation lapsed does not escape its withdrawal by applying again", async () => {
      await apply();
      const until = (await system.chain.now()) + 1000;
      await admit(until);
      await system.chain.setTime(until + 1);
      await apply();
      expect(await standing()).toMatchObject({ status: BigInt(AccreditationStatus.Applied), until: 0n });
      expect(await system.registry.mayRevoke(university)).toBe(1n);
      await act("withdraw", WithdrawalReason.Misconduct, 0, EVIDENCE);
      const convicted = [university.target, AccreditationStatus.Withdrawn, WithdrawalReason.Misconduct] as const;
      await expectRevert(system.registry.mayRevoke(university), "OracleRegistryNotAccredited", ...convicted);
    });

    it.each([WithdrawalReason.Misconduct, WithdrawalReason.Fraud])(
      "turning down an application keeps the conviction for reason %d",
      async (reason) => {
        await apply();
        await admit();
        await act("withdraw", reason, 0, EVIDENCE);
        await apply();
        await act("withdraw", WithdrawalReason.Closed, 0, EVIDENCE);
        expect((await standing()).reason).toBe(BigInt(reason));
        const convicted = [university.target, AccreditationStatus.Withdrawn, reason] as const;
        await expectRevert(system.registry.maySuspend(university), "OracleRegistryNotAccredited", ...convicted);
        for (const next of [WithdrawalReason.Misconduct, WithdrawalReason.Fraud]) {
          await apply();
          await act("withdraw", next, 0, EVIDENCE);
          // Of two convictions the graver stands.
          expect((await standing()).reason).toBe(BigInt(Math.max(reason, next)));
        }
      },
    );

    it("a validity lies ahead", async () => {
      await apply();
      const past = await system.chain.now();
      const { data } = await refusalOf(admit(past));
      expect(oracleRegistryInterface.parseError(data)).toMatchObject({ name: "OracleRegistryBadTime" });
    });

    function wrongStatus(status: number): string {
      return oracleRegistryInterface.encodeErrorResult("OracleRegistryWrongStatus", [university.target, status]);
    }
  });

  describe("the mark of fraud", () => {
    it("lies between the first accreditation and now, only moves back, and ends all issuing", async () => {
      await apply();
      await admit();
      const first = (await standing()).firstAccredited;
      await system.chain.increaseTime(100);
      const now = BigInt(await system.chain.now());
      expect(await refusedTime(first - 1n)).toEqual([first - 1n, first]);
      expect(await refusedTime(now + 100n)).toEqual([now + 100n, first]);

      const { logs } = await act("markFraud", first + 5n, EVIDENCE);
      expect(readEvents(system.registry, "FraudMarked", logs)[0]?.args).toEqual({
        organization: university.target,
        since: first + 5n,
        evidence: EVIDENCE,
      });
      expect(await refusedTime(first + 5n)).toEqual([first + 5n, first]);
      await act("markFraud", first, EVIDENCE);
      expect((await standing()).fraudSince).toBe(first);

      const refusal = [university.target, AccreditationStatus.Accredited, WithdrawalReason.None] as const;
      const issuing = system.registry.mayIssue(university, Category.HigherEducation);
      await expectRevert(issuing, "OracleRegistryNotAccredited", ...refusal);
      await expectRevert(system.registry.mayRevoke(university), "OracleRegistryNotAccredited", ...refusal);
      await expectRevert(system.registry.maySuspend(university), "OracleRegistryNotAccredited", ...refusal);
    });

    async function refusedTime(since: bigint): Promise<unknown[]> {
      const { data } = await refusalOf(act("markFraud", since, EVIDENCE));
      const error = oracleRegistryInterface.parseError(data);
      expect(error?.name).toBe("OracleRegistryBadTime");
      return [error?.args.time, error?.args.earliest];
    }
  });

  describe("asking", () => {
    it("names the category that is missing", async () => {
      await apply();
      await admit();
      await expectRevert(
        system.registry.mayIssue(university, Category.Vocational),
        "OracleRegistryNotForCategory",
        university.target,
        Category.Vocational,
      );
      await act("change", Authority.Cross, VOCATIONAL, 0, EVIDENCE);
      expect([...(await system.registry.mayIssue(university, Category.Vocational))]).toEqual([1n, 2n]);
    });

    it("a suspended organization may neither issue nor revoke; a closed one may revoke", async () => {
      await apply();
      await admit();
      await act("suspend", EVIDENCE);
      const suspended = [university.target, AccreditationStatus.Suspended, WithdrawalReason.None] as const;
      const { registry } = system;
      await expectRevert(registry.mayRevoke(university), "OracleRegistryNotAccredited", ...suspended);
      await expectRevert(registry.mayIssue(university, 2), "OracleRegistryNotAccredited", ...suspended);
      await act("reinstate", EVIDENCE);
      await act("withdraw", WithdrawalReason.Closed, 0, EVIDENCE);
      expect(await registry.mayRevoke(university)).toBe(1n);
      const closed = [university.target, AccreditationStatus.Withdrawn, WithdrawalReason.Closed] as const;
      await expectRevert(registry.mayIssue(university, 2), "OracleRegistryNotAccredited", ...closed);
    });

    it("an accreditation lapses by itself, with its reason", async () => {
      await apply();
      const until = (await system.chain.now()) + 1000;
      await admit(until);
      await system.chain.setTime(until);
      expect((await standing()).status).toBe(BigInt(AccreditationStatus.Accredited));
      await system.chain.setTime(until + 1);
      const lapsed = { status: BigInt(AccreditationStatus.Withdrawn), reason: BigInt(WithdrawalReason.Lapsed) };
      expect(await standing()).toMatchObject(lapsed);
      expect((await system.registry.accreditationAt(university, until)).status).toBe(2n);
      expect((await system.registry.accreditationAt(university, until + 1)).status).toBe(4n);
    });

    it("a withdrawal ahead takes effect in its time", async () => {
      await apply();
      await admit();
      const at = (await system.chain.now()) + 1000;
      await act("withdraw", WithdrawalReason.Request, at, EVIDENCE);
      expect((await standing()).status).toBe(BigInt(AccreditationStatus.Accredited));
      await system.chain.setTime(at + 1);
      expect(await standing()).toMatchObject({ status: 4n, reason: BigInt(WithdrawalReason.Request) });
    });

    it("gives history in pages, and nothing before its beginning", async () => {
      await apply();
      await admit();
      await act("suspend", id("suspended"));
      const [page, total] = await system.registry.historyOf(university, 1, 1);
      expect(total).toBe(3n);
      expect(page.map(({ status }) => status)).toEqual([BigInt(AccreditationStatus.Accredited)]);
      const [behind] = await system.registry.historyOf(university, 3, 10);
      expect(behind).toHaveLength(0);
      const before = await system.registry.accreditationAt(university, 1);
      expect([before.status, before.from, before.evidence]).toEqual([0n, 0n, ZeroHash]);
    });
  });

  it("is not deployed where time is no seconds", async () => {
    const { people, manager, organizations } = system;
    const factory = new ContractFactory(oracleRegistryInterface, oracleRegistryBytecode, people.relayer);
    await system.chain.setTime(2 ** 40);
    const { data } = await factory.getDeployTransaction(manager.target, organizations.target);
    const call = people.relayer.estimateGas({ data });
    await expectRevert(call, "OracleRegistryNotInSeconds", 2 ** 40 + 1);
  });

  /** What a decision's own call reverted with. */
  async function refusalOf(call: Promise<unknown>): Promise<{ data: string }> {
    const error = await call.then(
      () => undefined,
      (reason: { data: string }) => reason,
    );
    const failed = system.council.interface.parseError(error?.data ?? "0x");
    expect(failed?.name).toBe("CouncilCallFailed");
    return { data: failed?.args.reason };
  }
});
