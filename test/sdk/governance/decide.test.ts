import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { councilInterface } from "../../../sdk/generated/Council.ts";
import { connectGovernanceManager } from "../../../sdk/generated/GovernanceManager.ts";
import type { Approval, Decision } from "../../../sdk/governance/decide.ts";
import {
  approveDecision,
  enactDecision,
  executeScheduled,
  makeDecision,
  scheduleCall,
} from "../../../sdk/governance/decide.ts";
import { accreditationCall } from "../../../sdk/registry/accreditationCall.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE as evidence, makeOrganization, openWorld } from "../../fixtures/world.ts";

const refusal = (error: string) => ({ code: "ERR_REVERTED", details: expect.objectContaining({ error }) });

describe("A decision of the governance body", () => {
  let world: World;
  let applicant: string;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    applicant = await makeOrganization(
      world.chain,
      world.mallory.account,
      "Another University",
      `0x${"01".repeat(32)}`,
    );
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const suspension = () => accreditationCall(world.chain, world.university.address, { act: "suspend", evidence });
  const admission = () =>
    accreditationCall(world.chain, applicant, {
      act: "admit",
      authority: "cross",
      categories: ["secondary"],
      evidence,
    });

  async function decided(call: Pick<Decision, "target" | "data">, deadline?: number): Promise<Decision> {
    return makeDecision(call, { deadline: deadline ?? (await world.local.now()) + DAY, random: world.random });
  }
  async function enact(decision: Decision, approvals?: readonly Approval[]): Promise<void> {
    const signed = approvals ?? [await approveDecision(world.chain, world.governor, decision)];
    await enactDecision(world.chain, world.relayer, decision, signed);
  }

  it("suspends at once, whoever relays it", async () => {
    await enact(await decided(suspension()));
    const { status } = await world.chain.registry.standingOf(world.university.address);
    expect(status).toBe(3n);
  });

  it("of several members counts in whichever order they signed", async () => {
    const { chain, governor, mallory } = world;
    const members = [governor, mallory.account].sort((one, other) =>
      BigInt(one.address) < BigInt(other.address) ? -1 : 1,
    );
    const data = councilInterface.encodeFunctionData("setMembers", [members.map(({ address }) => address), 2]);
    await enact(await decided({ target: chain.generation.governance.council, data }));
    for (const signing of [members, members.toReversed()]) {
      const put = await world.local.snapshot();
      const decision = await decided(suspension());
      await enact(decision, await Promise.all(signing.map((member) => approveDecision(chain, member, decision))));
      expect((await chain.registry.standingOf(world.university.address)).status).toBe(3n);
      await put();
    }
  });

  it("counts once: a replay is refused, also by another relayer (A18)", async () => {
    const decision = await decided(suspension());
    const approvals = [await approveDecision(world.chain, world.governor, decision)];
    await enact(decision, approvals);
    await expect(enact(decision, approvals)).rejects.toMatchObject(refusal("CouncilNonceUsed"));
    const byMallory = enactDecision(world.chain, world.mallory.account, decision, approvals);
    await expect(byMallory).rejects.toMatchObject(refusal("CouncilNonceUsed"));
  });

  it("is refused without a member's signature, or with another's, or the same one twice (A18)", async () => {
    const decision = await decided(suspension());
    await expect(enact(decision, [])).rejects.toMatchObject(refusal("CouncilTooFewApprovals"));
    const stranger = await approveDecision(world.chain, world.mallory.account, decision);
    await expect(enact(decision, [stranger])).rejects.toMatchObject(refusal("CouncilNotAMember"));
    const inName = { ...stranger, member: world.governor.address };
    await expect(enact(decision, [inName])).rejects.toMatchObject(refusal("CouncilBadSignature"));
    const own = await approveDecision(world.chain, world.governor, decision);
    await expect(enact(decision, [own, own])).rejects.toMatchObject(refusal("CouncilApprovalsUnordered"));
  });

  it.each<[string, (decision: Decision) => Partial<Decision>]>([
    ["target", () => ({ target: `0x${"22".repeat(20)}` })],
    ["call", () => ({ data: admission().data })],
    ["nonce", ({ nonce }) => ({ nonce: nonce + 1n })],
    ["deadline", ({ deadline }) => ({ deadline: deadline + 1 })],
  ])("is refused when another %s was signed (A18)", async (_, change) => {
    const decision = await decided(suspension());
    const approvals = [await approveDecision(world.chain, world.governor, { ...decision, ...change(decision) })];
    await expect(enact(decision, approvals)).rejects.toMatchObject(refusal("CouncilBadSignature"));
  });

  it("is refused when it was signed for another chain (A6)", async () => {
    const decision = await decided(suspension());
    const approvals = [await approveDecision({ ...world.chain, chainId: 1n }, world.governor, decision)];
    await expect(enact(decision, approvals)).rejects.toMatchObject(refusal("CouncilBadSignature"));
  });

  it("is good in its last second and refused in the next", async () => {
    const deadline = (await world.local.now()) + DAY;
    const [one, two] = [await decided(suspension(), deadline), await decided(suspension(), deadline)];
    const approvals = [await approveDecision(world.chain, world.governor, two)];
    await world.local.provider.send("evm_setNextBlockTimestamp", [deadline]);
    await enact(one);
    await expect(enact(two, approvals)).rejects.toMatchObject(refusal("CouncilExpired"));
  });

  it("admits only after its delay, by anybody, and once (A10)", async () => {
    await enact(await decided(scheduleCall(world.chain, admission())));
    const execute = () => executeScheduled(world.chain, world.mallory.account, admission());
    await expect(execute()).rejects.toMatchObject(refusal("AccessManagerNotReady"));
    await world.local.increaseTime(DAY - 60);
    await expect(execute()).rejects.toMatchObject(refusal("AccessManagerNotReady"));
    await world.local.increaseTime(60);
    await execute();
    expect((await world.chain.registry.standingOf(applicant)).status).toBe(2n);
    await expect(execute()).rejects.toMatchObject(refusal("CouncilNotScheduled"));
  });

  it("admits nobody without having been scheduled, and lets nobody admit around the Council (A10)", async () => {
    const execute = executeScheduled(world.chain, world.relayer, admission());
    await expect(execute).rejects.toMatchObject(refusal("CouncilNotScheduled"));
    // Straight away, without scheduling: the manager asks for the delay.
    await expect(enact(await decided(admission()))).rejects.toMatchObject({ code: "ERR_REVERTED" });
    for (const account of [world.relayer, world.governor, world.mallory.account]) {
      const direct = world.chain.registry.connect(account).suspend.staticCall(world.university.address, evidence);
      await expect(direct).rejects.toMatchObject({ code: "CALL_EXCEPTION" });
    }
  });

  it("that was scheduled for an execution too late has expired, and counts no more", async () => {
    await enact(await decided(scheduleCall(world.chain, admission())));
    await world.local.increaseTime(60 * DAY);
    const execute = executeScheduled(world.chain, world.relayer, admission());
    await expect(execute).rejects.toMatchObject({ code: "ERR_REVERTED" });
    expect((await world.chain.registry.standingOf(applicant)).status).toBe(1n);
  });

  it("can call nothing that is no contract", async () => {
    const decision = await decided({ target: world.mallory.account.address, data: "0x" });
    await expect(enact(decision)).rejects.toMatchObject(refusal("CouncilCallFailed"));
  });

  it("leaves the account that deployed the system without any right", async () => {
    const manager = connectGovernanceManager(world.chain.generation.governance.manager, world.relayer);
    for (const role of [await manager.ADMIN_ROLE(), await manager.ADMITTER_ROLE(), await manager.GUARDIAN_ROLE()]) {
      expect((await manager.hasRole(role, world.relayer.address))[0]).toBe(false);
      expect((await manager.hasRole(role, world.chain.generation.governance.council))[0]).toBe(true);
    }
  });

  it("takes a nonce of 32 random bytes, another each time", async () => {
    const [one, two] = [await decided(suspension()), await decided(suspension())];
    expect(one.nonce).not.toBe(two.nonce);
    expect(one.nonce).toBeGreaterThan(2n ** 200n);
  });
});
