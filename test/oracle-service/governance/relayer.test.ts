import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAudit } from "../../../oracle-service/governance/auditLog.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { connectCouncil } from "../../../sdk/generated/Council.ts";
import { approveDecision, enactDecision } from "../../../sdk/governance/decide.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE, openWorld } from "../../fixtures/world.ts";
import { applicant, seatCouncil } from "../support/council.ts";
import { agree, dyingChain, enacted, relayerOn as relayer } from "../support/relaying.ts";

let world: World;
let members: readonly [Wallet, Wallet, Wallet];
let key: Wallet;
let academy: string;
let back: () => Promise<void>;

beforeAll(async () => {
  world = await openWorld();
  members = [world.governor, world.relayer, world.university.account];
  await seatCouncil(world, members);
  academy = await applicant(world);
  key = new Wallet((await world.local.fundedWallet("employer")).privateKey);
  back = await world.local.snapshot();
}, 120_000);

afterAll(() => world.close());

/** A store of its own in which two members have agreed to this. */
async function agreed(act: object, issuer = academy, signers = members.slice(0, 2)) {
  await back();
  return agree(world, { issuer, act }, signers);
}

const relayerOn = (store: Store, chain?: Chain) => relayer(world, store, key, chain);

const SUSPEND = { act: "suspend", evidence: EVIDENCE };
const ADMIT = { act: "admit", authority: "direct", categories: ["vocational"], evidence: EVIDENCE };

describe("the relayer", () => {
  it("sends what enough members agreed to, once, and carries out what it scheduled after its delay", async () => {
    const { store, relays } = await agreed(ADMIT);
    const { step } = relayerOn(store);
    const before = await enacted(world);
    for (let steps = 0; steps < 5; steps++) await step();
    expect(await relays()).toMatchObject([
      { step: "enact", state: "final", hash: expect.stringMatching(/^0x/) },
      { step: "execute", state: "waiting" },
    ]);
    expect((await world.chain.registry.standingOf(academy)).status).toBe(1n);
    await world.local.increaseTime(DAY);
    for (let steps = 0; steps < 3; steps++) await step();
    expect((await world.chain.registry.standingOf(academy)).status).toBe(2n);
    expect(await relays()).toMatchObject([{ state: "final" }, { step: "execute", state: "final" }]);
    expect(await enacted(world)).toBe(before + 1);
    expect(await checkAudit(store)).toMatchObject({ whole: true });
    const kinds = await store.selectFrom("audit").select("kind").orderBy("sequence").execute();
    expect(kinds.map(({ kind }) => kind)).toEqual([
      "decision_proposed",
      "decision_approved",
      "decision_approved",
      "relay_signed",
      "relay_final",
      "relay_signed",
      "relay_final",
    ]);
    await store.destroy();
  });

  it("has sent a decision only when as many blocks lie on top as the network wants", async () => {
    const { store, relays, relayed } = await agreed(SUSPEND, world.university.address);
    const network = { ...world.chain.network, confirmations: 2 };
    const { step } = relayerOn(store, { ...world.chain, network });
    await step();
    for (const depth of [0, 1]) {
      await step();
      expect([depth, await relays(), await relayed()]).toMatchObject([depth, [{ state: "mined" }], ["relay_signed"]]);
      await world.local.mine();
    }
    await step();
    expect([await relays(), await relayed()]).toMatchObject([[{ state: "final" }], ["relay_signed", "relay_final"]]);
    await store.destroy();
  });

  it("has a decision's transaction in its store before any node is given it", async () => {
    const { store } = await agreed(SUSPEND, world.university.address);
    const written: unknown[] = [];
    const chain = throughNode(world, async ({ method, params }, truth) => {
      if (method === "eth_sendRawTransaction") {
        const kept = await store.selectFrom("relays").select(["state", "raw"]).where("raw", "=", params[0]).execute();
        written.push(...kept);
      }
      return truth();
    });
    await relayerOn(store, chain).step();
    expect(written).toMatchObject([{ state: "signed" }]);
    await store.destroy();
  });

  it("sends nothing that too few agreed to, also if a member has left", async () => {
    const { store, relays } = await agreed(SUSPEND, world.university.address, members.slice(0, 1));
    await relayerOn(store).step();
    expect(await relays()).toEqual([]);
    await store.destroy();

    const left = await agreed(SUSPEND, world.university.address);
    await seatCouncilWithout(members[1]);
    await relayerOn(left.store).step();
    expect(await left.relays()).toEqual([]);
    await left.store.destroy();
  });

  it("leaves alone what somebody else relayed", async () => {
    const { store, draft, relays } = await agreed(SUSPEND, world.university.address);
    const decision = { ...draft.decision, nonce: BigInt(draft.decision.nonce) };
    const approvals = await Promise.all(
      members.slice(0, 2).map((member) => approveDecision(world.chain, member, decision)),
    );
    await enactDecision(world.chain, world.relayer, decision, approvals);
    const before = await enacted(world);
    for (let steps = 0; steps < 3; steps++) await relayerOn(store).step();
    expect(await relays()).toMatchObject([{ step: "enact", state: "final" }]);
    expect(await enacted(world)).toBe(before);
    await store.destroy();
  });

  it("says why the chain refuses, goes on trying, and gives up at the deadline", async () => {
    const { store, relays } = await agreed({ act: "suspend", evidence: EVIDENCE });
    await expect(relayerOn(store).step()).rejects.toMatchObject({ code: "ERR_REVERTED" });
    const problem = expect.stringContaining("OracleRegistryWrongStatus");
    expect(await relays()).toMatchObject([{ state: "waiting", problem }]);
    await world.local.increaseTime(4 * DAY);
    await relayerOn(store).step();
    expect(await relays()).toMatchObject([{ state: "failed", problem }]);
    await store.destroy();
  });

  it("signs anew where another transaction took its place", async () => {
    const { store, relays } = await agreed(SUSPEND, world.university.address);
    const unsent = throughNode(world, ({ method }, truth) => {
      if (method === "eth_sendRawTransaction") throw new Error("gone");
      return truth();
    });
    await expect(relayerOn(store, unsent).step()).rejects.toThrow();
    expect(await relays()).toMatchObject([{ state: "signed" }]);
    await key.connect(world.local.provider).sendTransaction({ to: key.address });
    for (let steps = 0; steps < 4; steps++) await relayerOn(store).step();
    expect(await relays()).toMatchObject([{ state: "final" }]);
    expect((await world.chain.registry.standingOf(world.university.address)).status).toBe(3n);
    await store.destroy();
  });

  it("sends a decision once, if two run at once", async () => {
    const { store, relays } = await agreed(SUSPEND, world.university.address);
    const before = await world.chain.provider.getTransactionCount(key.address);
    for (let rounds = 0; rounds < 3; rounds++) {
      await Promise.allSettled([relayerOn(store).step(), relayerOn(store).step(), relayerOn(store).step()]);
    }
    expect(await relays()).toMatchObject([{ state: "final" }]);
    expect(await world.chain.provider.getTransactionCount(key.address)).toBe(before + 1);
    await store.destroy();
  });
});

describe("H6: a relayer that dies", () => {
  it.each([false, true])(
    "at any question to the node (the last one arrives: %s) sends once, and loses nothing",
    async (late) => {
      let points = 0;
      for (let most = 1; ; most++) {
        const { store, relays } = await agreed(SUSPEND, world.university.address);
        const [before, count] = [await enacted(world), await world.chain.provider.getTransactionCount(key.address)];
        const dying = dyingChain(world, most, late);
        await relayerOn(store, dying.chain)
          .step()
          .catch(() => undefined);
        for (let steps = 0; steps < 4; steps++) await relayerOn(store).step();
        expect(await relays(), `point ${most}`).toMatchObject([{ step: "enact", state: "final" }]);
        expect(await enacted(world)).toBe(before + 1);
        expect(await world.chain.provider.getTransactionCount(key.address)).toBe(count + 1);
        expect(await checkAudit(store)).toMatchObject({ whole: true });
        await store.destroy();
        if (!dying.died()) break;
        points++;
      }
      expect(points).toBeGreaterThan(8);
    },
  );
});

async function seatCouncilWithout(member: Wallet): Promise<void> {
  const council = connectCouncil(world.chain.generation.governance.council, world.chain.provider);
  const stay = (await council.members()).filter((address) => address !== member.address);
  const replacement = [...stay, world.mallory.account.address].sort((one, other) =>
    BigInt(one) < BigInt(other) ? -1 : 1,
  );
  const data = council.interface.encodeFunctionData("setMembers", [replacement, 2]);
  const decision = { target: String(council.target), data, nonce: 77n, deadline: (await world.local.now()) + DAY };
  const approvals = await Promise.all(members.slice(0, 2).map((one) => approveDecision(world.chain, one, decision)));
  await enactDecision(world.chain, world.relayer, decision, approvals);
}
