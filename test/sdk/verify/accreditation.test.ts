import { ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CATEGORIES } from "../../../sdk/credential/recordTypes.ts";
import { connectCouncil } from "../../../sdk/generated/Council.ts";
import { AccreditationStatus } from "../../../sdk/generated/enums.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { approveDecision, makeDecision } from "../../../sdk/governance/decide.ts";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { issueBatch } from "../../../sdk/issuing/issueBatch.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { accreditationCall } from "../../../sdk/registry/accreditationCall.ts";
import type { Verification } from "../../../sdk/verify/Verification.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { verifyForged } from "../../fixtures/forging.ts";
import { amend, awardOf, issue } from "../../fixtures/issuing.ts";
import { lyingLens } from "../../fixtures/lyingNode.ts";
import { inOneBlock } from "../../fixtures/oneBlock.ts";
import { ask, expectInvalid, expectValid } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE as evidence, makeOrganization, openWorld, publishKeys } from "../../fixtures/world.ts";

const NOT_ACCREDITED = { code: "ERR_REVERTED", details: { error: "OracleRegistryNotAccredited" } };

describe("The issuer's accreditation", () => {
  let world: World;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const today = ({ checks }: Verification) => checks.find(({ id }) => id === "accreditation")?.evidence?.today;

  it.each(["closed", "lapsed", "request", "misconduct"] as const)(
    "keeps its effect for what was issued before it was withdrawn as %s, and the reason is told",
    async (reason) => {
      const held = await issue(world);
      await world.decide({ act: "withdraw", reason, evidence });
      const verification = await ask(world, held);
      expectValid(verification);
      expect(today(verification)).toBe(`withdrawn (${reason})`);
      await expect(issue(world)).rejects.toMatchObject(NOT_ACCREDITED);
    },
  );

  it("keeps its effect while it is suspended, and afterwards, for what was issued before", async () => {
    const held = await issue(world);
    await world.decide({ act: "suspend", evidence });
    const suspended = await ask(world, held);
    expectValid(suspended);
    expect(today(suspended)).toBe("suspended");
    await expect(issue(world)).rejects.toMatchObject(NOT_ACCREDITED);
    await world.decide({ act: "reinstate", evidence });
    expectValid(await ask(world, held));
    expectValid(await ask(world, await issue(world)));
  });

  it("ends by itself at its last second: issued then is valid, a second later cannot be issued (C4)", async () => {
    const at = (await world.local.now()) + 3 * DAY;
    await world.decide({ act: "withdraw", reason: "request", at, evidence });
    const held = await issueAt(at);
    expectValid(await ask(world, held));
    await world.local.increaseTime(DAY);
    const verification = await ask(world, held);
    expectValid(verification);
    expect(today(verification)).toBe("withdrawn (request)");
    await expect(issue(world)).rejects.toMatchObject(NOT_ACCREDITED);
  });

  it("counts for the whole second in which it ended: issued in that very block is valid", async () => {
    const held = await issueAt(undefined, await suspension());
    const standing = await world.chain.registry.standingOf(world.university.address);
    expect(Number(standing.from)).toBe(held.issuedAt);
    expect(standing.status).toBe(BigInt(AccreditationStatus.Suspended));
    expectValid(await ask(world, held));
  });

  it("for a category keeps its effect after the issuer gave the category up", async () => {
    const held = await issue(world);
    await world.decide({ act: "change", authority: "direct", categories: ["vocational"], evidence });
    expectValid(await ask(world, held));
    await expect(issue(world)).rejects.toMatchObject({ details: { error: "OracleRegistryNotForCategory" } });
  });

  it("must be there first: an applicant issues nothing (C4)", async () => {
    const address = await makeOrganization(world.chain, world.mallory.account, "Diploma Mill", `0x${"01".repeat(32)}`);
    const context = await publishKeys(world.chain, world.mallory.account, address, world.random);
    const record = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const batch = { batch: 1n, keyNumber: context.signing.number, records: [record] };
    await expect(issueBatch(world.mallory.account, address, batch)).rejects.toMatchObject(NOT_ACCREDITED);
  });

  it.each(["None", "Applied", "Suspended", "Withdrawn"] as const)(
    "fails a record that was issued while it was %s, whatever the contracts let pass (C4)",
    async (status) => {
      const held = await issue(world);
      const chain = lyingLens(world, ({ atIssuance }) => {
        atIssuance.status = BigInt(AccreditationStatus[status]);
      });
      expectInvalid(await ask(world, held, { chain }), "accreditation ERR_NOT_ACCREDITED");
    },
  );

  it("fails a record of a category it did not have, whatever the contracts let pass (C4)", async () => {
    const held = await issue(world);
    const chain = lyingLens(world, ({ atIssuance }) => {
      atIssuance.categories &= ~(1n << BigInt(CATEGORIES.higher_education));
    });
    expectInvalid(await ask(world, held, { chain }), "accreditation ERR_NOT_ACCREDITED");
  });

  it("fails a record type its category does not issue, though the issuer has the category (C7)", async () => {
    const verification = await verifyForged(world, ({ onChain }) => Object.assign(onChain, { category: "vocational" }));
    expectInvalid(verification, "accreditation ERR_CATEGORY");
  });

  it("is void from the second of fraud on, and good before it, whatever the award date says (C5)", async () => {
    const before = await issue(world);
    await world.local.increaseTime(DAY);
    const after = await issue(world, { award: { validFrom: 0 } });
    await world.decide({ act: "markFraud", since: after.issuedAt, evidence });
    expectValid(await ask(world, before));
    expectInvalid(await ask(world, after), "accreditation ERR_ISSUER_FRAUD");
    await expect(issue(world)).rejects.toMatchObject(NOT_ACCREDITED);
  });

  it("is void from an earlier second on when more came out, and never from a later one", async () => {
    const held = await issue(world);
    await world.decide({ act: "markFraud", since: held.issuedAt + 1, evidence });
    expectValid(await ask(world, held));
    await world.decide({ act: "markFraud", since: held.issuedAt, evidence });
    expectInvalid(await ask(world, held), "accreditation ERR_ISSUER_FRAUD");
    const later = world.decide({ act: "markFraud", since: held.issuedAt + 1, evidence });
    await expect(later).rejects.toMatchObject({ details: { error: "OracleRegistryBadTime" } });
    expectInvalid(await ask(world, held), "accreditation ERR_ISSUER_FRAUD");
  });

  it("is void for what was amended since, even where the first version was good", async () => {
    const first = await issue(world);
    await world.local.increaseTime(DAY);
    const second = await amend(world, first);
    await world.decide({ act: "markFraud", since: second.issuedAt, evidence });
    expectInvalid(await ask(world, second), "accreditation ERR_ISSUER_FRAUD");
    expectInvalid(await ask(world, first), "sequence ERR_SUPERSEDED");
  });

  it("may be void while the issuer's revocations keep their effect, and both are told", async () => {
    const [one, two] = [await issue(world), await issue(world)];
    const { account, address } = world.university;
    const change = {
      act: "revoke",
      reason: "issued_in_error",
      wallet: two.award.wallet,
      recordId: two.recordId,
    } as const;
    await changeStatus(account, address, change);
    await world.decide({ act: "markFraud", since: one.issuedAt, evidence });
    // What it had revoked stays revoked; from now on it changes nothing.
    await expect(changeStatus(account, address, { ...change, recordId: one.recordId })).rejects.toMatchObject({
      code: "ERR_REVERTED",
      details: { error: "OracleRegistryNotAccredited" },
    });
    expectInvalid(await ask(world, one), "accreditation ERR_ISSUER_FRAUD");
    expectInvalid(await ask(world, two), "accreditation ERR_ISSUER_FRAUD", "status ERR_REVOKED");
  });

  it("tells who issued, and that it still is accredited", async () => {
    const verification = await ask(world, await issue(world));
    const did = `did:ethr:0x7a69:${world.university.address}`;
    expect(verification.issuer).toEqual({ did, name: "Università di Esempio", country: "IT" });
    expect(today(verification)).toBe("accredited");
  });

  /** Issues a record in profile 1, at a time if told, with further transactions behind it in the same block. */
  async function issueAt(time: number | undefined, ...behind: Parameters<typeof inOneBlock>[1][]) {
    const { context, account, address } = world.university;
    const prepared = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const items = [{ ...prepared.item, blob: 0, place: 0 }];
    if (time !== undefined) await world.local.provider.send("evm_setNextBlockTimestamp", [time]);
    const { blockNumber, succeeded } = await inOneBlock(
      world,
      (overrides) =>
        connectOrganization(address, account).issueBatch(1, CATEGORIES.higher_education, 1, items, [], overrides),
      ...behind,
    );
    expect(succeeded).not.toContain(false);
    const { decryptionKey } = world.graduate;
    const { claimFile } = prepared;
    const { opened } = await openRecords(world.chain, claimFile.wallet, { decryptionKey, claimFiles: [claimFile] });
    const [record] = opened;
    if (record === undefined) throw new Error("The record did not open.");
    const issuedAt = (await world.chain.provider.getBlock(blockNumber))?.timestamp ?? 0;
    return { record, person: world.graduate, issuedAt };
  }

  /** The governance body's suspension of the university, ready to be sent. */
  async function suspension(): Promise<Parameters<typeof inOneBlock>[1]> {
    const { chain, governor, relayer, random, local, university } = world;
    const call = accreditationCall(chain, university.address, { act: "suspend", evidence: ZeroHash });
    const decision = makeDecision(call, { deadline: (await local.now()) + DAY, random });
    const approvals = [await approveDecision(chain, governor, decision)];
    return (overrides) =>
      connectCouncil(chain.generation.governance.council, relayer).enact(decision, approvals, overrides);
  }
});
