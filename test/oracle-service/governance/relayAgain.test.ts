import { keccak256, Transaction, toQuantity, Wallet } from "ethers";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkAudit } from "../../../oracle-service/governance/auditLog.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import type { Call } from "../../fixtures/lyingNode.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { EVIDENCE, openWorld } from "../../fixtures/world.ts";
import { expectProblem } from "../support/ask.ts";
import { seatCouncil } from "../support/council.ts";
import type { Agreed } from "../support/relaying.ts";
import { agree, dyingChain, enacted, relayerOn } from "../support/relaying.ts";

const SUSPEND = { act: "suspend", evidence: EVIDENCE };
const GWEI = 10n ** 9n;

let world: World;
let members: readonly [Wallet, Wallet, Wallet];
let key: Wallet;
let back: () => Promise<void>;
let opened: Agreed[] = [];

beforeAll(async () => {
  world = await openWorld();
  members = [world.governor, world.relayer, world.university.account];
  await seatCouncil(world, members);
  key = new Wallet((await world.local.fundedWallet("employer")).privateKey);
  back = await world.local.snapshot();
}, 120_000);

afterEach(async () => {
  await Promise.all(opened.map(({ store }) => store.destroy()));
  opened = [];
});

afterAll(() => world.close());

async function agreed(...signers: readonly Wallet[]): Promise<Agreed> {
  await back();
  const made = await agree(world, { issuer: world.university.address, act: SUSPEND }, signers);
  opened.push(made);
  return made;
}

/** The chain seen through a node that tells this. */
const through = (tell: (call: Call, truth: () => Promise<unknown>) => unknown): Chain => throughNode(world, tell);
const sent = () => world.chain.provider.getTransactionCount(key.address);

describe("a member whose contract account agrees no more", () => {
  /** Puts a contract in its place that agrees (ERC-1271) to signatures beginning with this byte; "00" to none that is tried. */
  const agreesTo = (byte: string) =>
    world.local.provider.send("hardhat_setCode", [
      members[2].address,
      `0x60643560f81c60${byte}14631626ba7e60e01b0260005260206000f3`,
    ]);

  it("keeps no decision from being relayed that others signed", async () => {
    const { store, approve, relays, relayed } = await agreed(members[0]);
    await agreesTo("aa");
    expect((await approve(members[2], "0xaa01")).status).toBe(200);
    await agreesTo("00");
    const { step } = relayerOn(world, store, key);
    for (let steps = 0; steps < 2; steps++) await step();
    const problem = `1 approvals hold, 2 are needed. The account ${members[2].address} does not agree any more.`;
    expect(await relays()).toMatchObject([{ step: "enact", state: "waiting", problem }]);
    await approve(members[1]);
    for (let steps = 0; steps < 2; steps++) await step();
    expect(await relays()).toMatchObject([{ state: "final" }]);
    expect(await relayed()).toEqual(["relay_signed", "relay_final"]);
  });

  it("is not asked where the keys of others are enough", async () => {
    const { store, approve, relays } = await agreed(members[0], members[1]);
    await agreesTo("aa");
    await approve(members[2], "0xaa01");
    const before = await sent();
    const chain = through(async ({ method }, truth) => {
      if (method === "eth_sendRawTransaction") await agreesTo("00");
      return truth();
    });
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, store, key, chain).step();
    expect([await relays(), await sent()]).toMatchObject([[{ state: "final" }], before + 1]);
  });

  it("may sign again, which takes the place of what it signed before; while it agrees, nothing does", async () => {
    const { store, approve, relays } = await agreed(members[0]);
    await agreesTo("aa");
    await approve(members[2], "0xaa01");
    expect((await approve(members[2], "0xaa02")).body.approvals).toContainEqual({
      member: members[2].address,
      signature: "0xaa01",
    });
    await agreesTo("bb");
    expectProblem(await approve(members[2], "0xaa02"), 403, "ERR_SIGNATURE_WRONG");
    const { body } = await approve(members[2], "0xbb01");
    expect(body.approvals).toContainEqual({ member: members[2].address, signature: "0xbb01" });
    expect(body.approvals).toHaveLength(2);
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, store, key).step();
    expect(await relays()).toMatchObject([{ state: "final" }]);
    const entries = await store.selectFrom("audit").select("kind").where("kind", "=", "decision_approved").execute();
    expect(entries).toHaveLength(3);
    expect(await checkAudit(store)).toMatchObject({ whole: true });
  });

  it("only when it is mined costs a few tries, and others can still sign meanwhile", async () => {
    const { store, approve, relays, relayed } = await agreed(members[0]);
    await agreesTo("aa");
    await approve(members[2], "0xaa01");
    const chain = through(async ({ method }, truth) => {
      if (method === "eth_estimateGas") await agreesTo("aa");
      if (method === "eth_sendRawTransaction") await agreesTo("00");
      return truth();
    });
    const before = await sent();
    const { step } = relayerOn(world, store, key, chain);
    for (let steps = 0; steps < 2; steps++) await step().catch(() => undefined);
    expect(await relays()).toMatchObject([{ state: expect.stringMatching(/waiting|signed/) }]);
    await approve(members[1]);
    for (let steps = 0; steps < 3; steps++) await step().catch(() => undefined);
    expect(await relays()).toMatchObject([{ state: "final" }]);
    expect(await relayed()).toContain("relay_reverted");
    expect(await sent()).toBeLessThanOrEqual(before + 3);

    const alone = await agreed(members[0]);
    await agreesTo("aa");
    await alone.approve(members[2], "0xaa01");
    const from = await sent();
    for (let steps = 0; steps < 8; steps++) {
      await relayerOn(world, alone.store, key, chain)
        .step()
        .catch(() => undefined);
    }
    expect(await alone.relays()).toMatchObject([{ state: "failed", problem: expect.stringContaining("mined") }]);
    expect(await sent()).toBe(from + 3);
    // The account itself signs again: that alone opens nothing, or it could go on for ever.
    await agreesTo("bb");
    expect((await alone.approve(members[2], "0xbb01")).status).toBe(200);
    await relayerOn(world, alone.store, key, chain).step();
    expect([await alone.relays(), await sent()]).toMatchObject([[{ state: "failed" }], from + 3]);
    await alone.approve(members[1]);
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, alone.store, key, chain).step();
    expect([await alone.relays(), await sent()]).toMatchObject([[{ state: "final" }], from + 4]);
    expect((await alone.relayed()).slice(-4)).toEqual([
      "relay_failed",
      "relay_reopened",
      "relay_signed",
      "relay_final",
    ]);
    expect(await checkAudit(alone.store)).toMatchObject({ whole: true });
  });

  it("the third time while another member signs does not end the decision", async () => {
    const { store, approve, relays } = await agreed(members[0]);
    await agreesTo("aa");
    await approve(members[2], "0xaa01");
    let tries = 0;
    const chain = through(async ({ method }, truth) => {
      if (method === "eth_estimateGas") await agreesTo("aa");
      if (method !== "eth_sendRawTransaction") return truth();
      if (++tries === 3) {
        await approve(members[1]);
        // The service of this test has a clock that stands.
        const given = await world.local.now();
        await store.updateTable("approvals").set({ given }).where("member", "=", members[1].address).execute();
      }
      await agreesTo("00");
      return truth();
    });
    for (let steps = 0; steps < 12; steps++) {
      await relayerOn(world, store, key, chain)
        .step()
        .catch(() => undefined);
    }
    expect([tries, await relays()]).toMatchObject([4, [{ state: "final" }]]);
  });
});

describe("a transaction that pays too little", () => {
  /** A node that says it took a transaction, and lost it. */
  const losing = () =>
    through(({ method, params }, truth) => (method === "eth_sendRawTransaction" ? keccak256(params[0]) : truth()));

  async function setBaseFee(wei: bigint): Promise<void> {
    await world.local.provider.send("hardhat_setNextBlockBaseFeePerGas", [toQuantity(wei)]);
    await world.local.mine();
  }

  /** Signed and lost, and then fees rose. */
  async function stuck(): Promise<Agreed & { readonly raw: string }> {
    const made = await agreed(members[0], members[1]);
    await setBaseFee(GWEI);
    await relayerOn(world, made.store, key, losing())
      .step()
      .catch(() => undefined);
    const { raw } = await made.store.selectFrom("relays").select("raw").executeTakeFirstOrThrow();
    await setBaseFee(50n * GWEI);
    return { ...made, raw: raw ?? "" };
  }

  it("is sent for more after a while, with the same number, and only then", async () => {
    const { store, raw, relays, relayed } = await stuck();
    const before = await sent();
    // It is sent again as it is; nobody takes it for that.
    await relayerOn(world, store, key, losing()).step();
    expect(await relays()).toMatchObject([{ state: "signed", hash: keccak256(raw) }]);
    await world.local.increaseTime(61);
    await setBaseFee(50n * GWEI);
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, store, key).step();
    const [{ state, hash }] = await relays();
    expect([state, hash === keccak256(raw)]).toEqual(["final", false]);
    const mined = await world.chain.provider.getTransaction(hash);
    const [old] = [Transaction.from(raw)];
    expect([mined?.nonce, mined?.data]).toEqual([old.nonce, old.data]);
    expect(mined?.maxFeePerGas).toBeGreaterThanOrEqual(50n * GWEI);
    expect(await sent()).toBe(before + 1);
    expect(await relayed()).toEqual(["relay_signed", "relay_raised", "relay_final"]);
    expect(await checkAudit(store)).toMatchObject({ whole: true });
  });

  it("is left as it is where fees are as they were", async () => {
    const { store, relays, relayed } = await agreed(members[0], members[1]);
    await setBaseFee(50n * GWEI);
    await relayerOn(world, store, key, losing())
      .step()
      .catch(() => undefined);
    const [{ hash }] = await relays();
    await world.local.increaseTime(61);
    await relayerOn(world, store, key, losing()).step();
    expect([await relays(), await relayed()]).toMatchObject([[{ state: "signed", hash }], ["relay_signed"]]);
  });

  it("may be mined all the same, and then counts", async () => {
    const { store, raw, relays } = await stuck();
    await world.local.increaseTime(61);
    await setBaseFee(50n * GWEI);
    await relayerOn(world, store, key, losing()).step();
    expect(await relays()).not.toMatchObject([{ hash: keccak256(raw) }]);
    await world.local.provider.send("hardhat_setNextBlockBaseFeePerGas", [toQuantity(GWEI)]);
    await world.local.provider.send("eth_sendRawTransaction", [raw]);
    await relayerOn(world, store, key).step();
    expect(await relays()).toMatchObject([{ state: "final", hash: keccak256(raw) }]);
  });

  it.each([false, true])(
    "is sent once, at whatever question its sender dies (the last one arrives: %s)",
    async (late) => {
      let points = 0;
      for (let most = 1; ; most++) {
        const { store, relays } = await stuck();
        const [before, count] = [await enacted(world), await sent()];
        await world.local.increaseTime(61);
        await setBaseFee(50n * GWEI);
        const dying = dyingChain(world, most, late);
        await relayerOn(world, store, key, dying.chain)
          .step()
          .catch(() => undefined);
        for (let steps = 0; steps < 4; steps++) {
          await world.local.increaseTime(61);
          await relayerOn(world, store, key)
            .step()
            .catch(() => undefined);
        }
        expect(await relays(), `point ${most}`).toMatchObject([{ step: "enact", state: "final" }]);
        expect([await enacted(world), await sent()]).toEqual([before + 1, count + 1]);
        expect(await checkAudit(store)).toMatchObject({ whole: true });
        if (!dying.died()) break;
        points++;
      }
      expect(points).toBeGreaterThan(4);
    },
  );
});

describe("the relayer's key", () => {
  const raiseTip = (wei: bigint, sends: (raw: string) => void = () => undefined) =>
    through(({ method, params }, truth) => {
      if (method === "eth_maxPriorityFeePerGas") return toQuantity(wei);
      if (method !== "eth_sendRawTransaction") return truth();
      sends(params[0]);
      return keccak256(params[0]);
    });
  const setBalance = (wei: bigint) => world.local.provider.send("hardhat_setBalance", [key.address, toQuantity(wei)]);

  it("signs nothing above the most it may pay, whatever a node says is usual, and goes on when that is over", async () => {
    const { store, relays, relayed } = await agreed(members[0], members[1]);
    const before = await sent();
    for (let steps = 0; steps < 2; steps++) {
      await expect(relayerOn(world, store, key, raiseTip(1_000_000n * GWEI)).step()).rejects.toMatchObject({
        code: "ERR_GAS_PRICE",
      });
    }
    expect(await relays()).toMatchObject([
      { state: "waiting", problem: expect.stringContaining("500.0 gwei at most") },
    ]);
    expect([await relayed(), await sent()]).toEqual([[], before]);
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, store, key).step();
    expect(await relays()).toEqual([{ step: "enact", state: "final", hash: expect.any(String) }]);
    expect(await sent()).toBe(before + 1);
  });

  it("signs nothing it cannot pay", async () => {
    const { store, relays } = await agreed(members[0], members[1]);
    await setBalance(GWEI);
    await expect(relayerOn(world, store, key, raiseTip(GWEI)).step()).rejects.toMatchObject({ code: "ERR_FUNDS" });
    expect(await relays()).toMatchObject([{ state: "waiting", problem: expect.any(String) }]);
    await setBalance(10n ** 18n);
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, store, key).step();
    expect(await relays()).toMatchObject([{ state: "final" }]);
  });

  it.each([
    ["the most it may pay", "ERR_GAS_PRICE", 1_000n * GWEI, 10n ** 18n],
    ["what it has", "ERR_FUNDS", 400n * GWEI, 10n ** 16n],
  ])("raises nothing above %s, and sends what it signed before again", async (_, code, tip, balance) => {
    const { store, relays, relayed } = await agreed(members[0], members[1]);
    await setBalance(balance);
    await relayerOn(world, store, key, raiseTip(GWEI)).step();
    const { raw } = await store.selectFrom("relays").select("raw").executeTakeFirstOrThrow();
    await world.local.increaseTime(61);
    const again: string[] = [];
    await expect(
      relayerOn(
        world,
        store,
        key,
        raiseTip(tip, (one) => again.push(one)),
      ).step(),
    ).rejects.toMatchObject({ code });
    expect([again, await relayed()]).toEqual([[raw], ["relay_signed"]]);
    expect(await relays()).toMatchObject([{ state: "signed", problem: expect.any(String) }]);
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, store, key).step();
    expect(await relays()).toEqual([{ step: "enact", state: "final", hash: keccak256(raw ?? "") }]);
  });

  it("whose money went elsewhere meanwhile sends what it can still pay", async () => {
    const { store, relays } = await agreed(members[0], members[1]);
    await relayerOn(world, store, key, raiseTip(GWEI)).step();
    const { raw } = await store.selectFrom("relays").select("raw").executeTakeFirstOrThrow();
    await world.local.increaseTime(61);
    await relayerOn(world, store, key, raiseTip(400n * GWEI)).step();
    expect(await relays()).not.toMatchObject([{ hash: keccak256(raw ?? "") }]);
    const { maxFeePerGas, gasLimit } = Transaction.from(raw ?? "");
    await setBalance((maxFeePerGas ?? 0n) * gasLimit);
    for (let steps = 0; steps < 2; steps++) await relayerOn(world, store, key).step();
    expect(await relays()).toMatchObject([{ state: "final", hash: keccak256(raw ?? "") }]);
  });
});
