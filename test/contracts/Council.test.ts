import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { deployCouncil } from "../../sdk/generated/bytecode/Council.ts";
import { councilInterface } from "../../sdk/generated/Council.ts";
import { Authority } from "../../sdk/generated/enums.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { decide, EVIDENCE, FAR, HIGHER, newOrganization, signFor } from "./support/steps.ts";

const DELAY = 3600;

describe.each(NETWORKS)("Council on %s", (network) => {
  let system: System;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network, DELAY);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  it("tells what was decided, and who relayed it", async () => {
    const { council, people } = system;
    const members = [people.governor.address, people.employer.address].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    const data = council.interface.encodeFunctionData("setMembers", [members, 2]);
    const decision = { target: String(council.target), data, nonce: 99, deadline: FAR };
    const signature = await signFor(system, people.governor, council, "Decision", decision);
    const { logs } = await mined(council.enact(decision, [{ member: people.governor.address, signature }]));

    expect(readEvents(council, "DecisionEnacted", logs).map(({ args }) => args)).toEqual([
      {
        digest: await council.digestOf(decision),
        target: council.target,
        nonce: 99n,
        relayer: people.relayer.address,
      },
    ]);
    expect(readEvents(council, "MembersChanged", logs)[0]?.args).toEqual({ members, threshold: 2n });
    expect(await council.isNonceUsed(99)).toBe(true);
    expect(await council.members()).toEqual(members);
    expect(await council.isMember(people.employer)).toBe(true);
  });

  it("admits only after the delay, by whoever executes it then", async () => {
    const { council, registry, manager, people, chain } = system;
    const university = await newOrganization(system, "University");
    await mined(university.applyForAccreditation(Authority.Direct, HIGHER, EVIDENCE));
    const data = registry.interface.encodeFunctionData("admit", [university.target, 1, HIGHER, 0, EVIDENCE]);
    await expectRevert(council.execute(registry, data), "CouncilNotScheduled", registry.target, data);

    await decide(system, manager, "schedule", [registry.target, data, 0]);
    const operation = await manager.hashOperation(council, registry, data);
    await expectRevert(council.execute(registry, data), "AccessManagerNotReady", operation);
    await chain.increaseTime(DELAY);
    const { logs } = await mined(council.execute(registry, data));
    expect(readEvents(council, "ScheduledDecisionExecuted", logs)[0]?.args).toEqual({
      target: registry.target,
      data,
      relayer: people.relayer.address,
    });
    expect((await registry.standingOf(university)).status).toBe(2n);
  });

  it("forgets what was scheduled and left to expire", async () => {
    const { council, registry, manager, chain } = system;
    const university = await newOrganization(system, "University");
    await mined(university.applyForAccreditation(Authority.Direct, HIGHER, EVIDENCE));
    const data = registry.interface.encodeFunctionData("admit", [university.target, 1, HIGHER, 0, EVIDENCE]);
    await decide(system, manager, "schedule", [registry.target, data, 0]);
    await chain.increaseTime(DELAY + Number(await manager.expiration()));
    await expectRevert(council.execute(registry, data), "CouncilNotScheduled", registry.target, data);
  });

  it("refuses a decision that is late, was enacted, or is signed for another chain or council", async () => {
    const { council, people, chain } = system;
    const data = councilInterface.encodeFunctionData("setMembers", [[people.governor.address], 1]);
    const decision = { target: String(council.target), data, nonce: 1000, deadline: FAR };
    const member = people.governor.address;
    const enact = async (signature: string, changed = {}) =>
      council.enact({ ...decision, ...changed }, [{ member, signature }]);
    const signature = await signFor(system, people.governor, council, "Decision", decision);

    const past = await chain.now();
    await expectRevert(enact(signature, { deadline: past }), "CouncilExpired", past);
    await expectRevert(enact(signature, { data: "0x" }), "CouncilBadSignature", member);
    const twin = await deployCouncil(people.relayer, system.manager, [member], 1);
    const elsewhere = await signFor(system, people.governor, twin, "Decision", decision);
    await expectRevert(enact(elsewhere), "CouncilBadSignature", member);
    const abroad = { ...system, chain: { ...chain, chainId: 1n } };
    const foreign = await signFor(abroad, people.governor, council, "Decision", decision);
    await expectRevert(enact(foreign), "CouncilBadSignature", member);

    await mined(enact(signature));
    await expectRevert(enact(signature), "CouncilNonceUsed", 1000);
  });

  it("hears members only, each once, in order, and as many as it takes", async () => {
    const { council, people } = system;
    const decision = { target: String(council.target), data: "0x", nonce: 1, deadline: FAR };
    const approve = async (name: "governor" | "mallory") => ({
      member: people[name].address,
      signature: await signFor(system, people[name], council, "Decision", decision),
    });
    await expectRevert(council.enact(decision, []), "CouncilTooFewApprovals", 0, 1);
    await expectRevert(
      council.enact(decision, [await approve("mallory")]),
      "CouncilNotAMember",
      people.mallory.address,
    );
    const governor = await approve("governor");
    await expectRevert(council.enact(decision, [governor, governor]), "CouncilApprovalsUnordered", governor.member);
  });

  it("changes its members only by its own decision", async () => {
    const { council, people } = system;
    const call = council.connect(people.governor).setMembers([people.governor.address], 1);
    await expectRevert(call, "CouncilOnlyItself", people.governor.address);
    const reason = councilInterface.encodeErrorResult("CouncilBadMembers", [0, 0]);
    await expectRevert(decide(system, council, "setMembers", [[], 0]), "CouncilCallFailed", council.target, reason);
  });

  it("cannot make an admin who is yet to become one, and leave before", async () => {
    const { council, manager, chain } = system;
    const data = manager.interface.encodeFunctionData("setGrantDelay", [await manager.ADMIN_ROLE(), 1000]);
    await decide(system, manager, "schedule", [manager.target, data, 0]);
    await chain.increaseTime(DELAY);
    await expectRevert(council.execute(manager, data), "GovernanceManagerAdminWithoutDelay", 1000);
    const none = manager.interface.encodeFunctionData("setGrantDelay", [await manager.ADMIN_ROLE(), 0]);
    await decide(system, manager, "schedule", [manager.target, none, 0]);
    await chain.increaseTime(DELAY);
    await mined(council.execute(manager, none));
  });

  it("stays the manager's admin as long as it is the last", async () => {
    const { council, manager } = system;
    const admin = await manager.ADMIN_ROLE();
    const reason = manager.interface.encodeErrorResult("GovernanceManagerLastAdmin", [council.target]);
    const call = decide(system, manager, "renounceRole", [admin, council.target]);
    await expectRevert(call, "CouncilCallFailed", manager.target, reason);
  });
});
