import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enactDecision, scheduleCall } from "../../../sdk/governance/decide.ts";
import type { Proposal } from "../../../sdk/governance/proposals.ts";
import { approveProposal, isScheduling, proposeCall, readQuorum } from "../../../sdk/governance/proposals.ts";
import { scheduledFor } from "../../../sdk/governance/scheduledFor.ts";
import { accreditationCall } from "../../../sdk/registry/accreditationCall.ts";
import { describeDecision } from "../../../sdk/registry/describeDecision.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE as evidence, openWorld } from "../../fixtures/world.ts";

describe("a proposal to the Council", () => {
  let world: World;
  let suspension: Proposal;
  let closing: Proposal;
  beforeAll(async () => {
    world = await openWorld();
    const { chain, university, random } = world;
    const options = { deadline: (await world.local.now()) + DAY, random };
    const { address } = university;
    suspension = await proposeCall(chain, accreditationCall(chain, address, { act: "suspend", evidence }), options);
    const withdrawal = accreditationCall(chain, address, { act: "withdraw", reason: "closed", evidence });
    closing = await proposeCall(chain, withdrawal, options);
  });
  afterAll(() => world.close());

  it("is the call itself where the Council may act at once, and else that it is scheduled", () => {
    expect(suspension.decision).toMatchObject(suspension.call);
    expect(isScheduling(suspension)).toBe(false);
    expect(closing.decision).toMatchObject(scheduleCall(world.chain, closing.call));
    expect(isScheduling(closing)).toBe(true);
  });

  it("is not made of what the Council has no right to", async () => {
    const { chain, mallory, random } = world;
    const governance = { ...chain.generation.governance, council: mallory.account.address };
    const powerless = { ...chain, generation: { ...chain.generation, governance } };
    const made = proposeCall(powerless, suspension.call, { deadline: 2 ** 31, random });
    await expect(made).rejects.toMatchObject({ code: "ERR_REVERTED" });
  });

  it("has one approval of each member, the newest", async () => {
    const once = await approveProposal(world.chain, world.governor, suspension);
    const twice = await approveProposal(world.chain, world.governor, once);
    expect(twice.approvals).toHaveLength(1);
    const byAnother = await approveProposal(world.chain, world.mallory.account, twice);
    expect(byAnother.approvals.map(({ member }) => member)).toEqual([
      world.governor.address,
      world.mallory.account.address,
    ]);
    for (const proposal of [suspension, once]) {
      expect(await readQuorum(world.chain, proposal, world.governor.address)).toEqual({ threshold: 1, missing: 0 });
    }
  });

  it("is nothing that an account outside the Council can approve", async () => {
    const { address } = world.mallory.account;
    await expect(readQuorum(world.chain, suspension, address)).rejects.toMatchObject({
      code: "ERR_ARGUMENT",
      message: `${address} is not a member of the Council.`,
    });
  });

  it("is described from its bytes", () => {
    const { address } = world.university;
    expect(describeDecision(world.chain, suspension)).toBe(
      `suspend organization ${address}, evidence ${evidence}; at once.`,
    );
    expect(describeDecision(world.chain, closing)).toBe(
      `withdraw organization ${address}, reason closed, evidence ${evidence}; once the Council's delay is over.`,
    );
  });

  it.each<[string, () => Proposal]>([
    ["names one call and decides on another", () => ({ ...suspension, call: closing.call })],
    ["names one call and schedules another", () => ({ ...closing, call: suspension.call })],
    [
      "decides on another contract",
      () => {
        const target = world.university.address;
        return { ...suspension, call: { ...suspension.call, target }, decision: { ...suspension.decision, target } };
      },
    ],
    [
      "is not an act of accreditation",
      () => {
        const data = "0x12345678";
        return { ...suspension, call: { ...suspension.call, data }, decision: { ...suspension.decision, data } };
      },
    ],
  ])("is not described, and not to be signed, where it %s", (_, forged) => {
    expect(() => describeDecision(world.chain, forged())).toThrow(expect.objectContaining({ code: "ERR_FILE" }));
  });

  it("is enacted with the approvals it has, and scheduled", async () => {
    const { decision, approvals } = await approveProposal(world.chain, world.governor, closing);
    await enactDecision(world.chain, world.relayer, decision, approvals);
    expect(await scheduledFor(world.chain, closing.call)).toBeGreaterThan(await world.local.now());
  });
});
