import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeStatus } from "../../sdk/issuing/changeStatus.ts";
import { walletAddress } from "../../sdk/wallet/walletAddress.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import { act, amend, issue } from "../fixtures/issuing.ts";
import { endKey, newSigningKey } from "../fixtures/keys.ts";
import { ask, EMPLOYER, expectInvalid, expectValid, release, verify } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { EVIDENCE, openWorld } from "../fixtures/world.ts";

describe.each(NETWORKS)("The whole way of a diploma on %s", (network) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(network);
  });
  afterAll(() => world.close());

  it("leads from issuing in every profile to an employer's verdict", async () => {
    for (const profile of [1, 2, 3] as const) {
      const held = await issue(world, { profile });
      expect(held.record.claims).toMatchObject(held.award.claims);
      expect(held.wallet).toBe(walletAddress(world.chain.generation, held.award.wallet));
      const verification = await ask(world, held);
      expectValid(verification);
      const { awardTitle, awardDate } = held.award.claims;
      expect(verification.disclosed).toEqual({ awardTitle, awardDate });
    }
  });

  it("goes through correction, suspension, revocation and a new key", async () => {
    const first = await issue(world);
    const second = await amend(world, first);
    expectInvalid(await ask(world, first), "sequence ERR_SUPERSEDED");
    const { account, address } = world.university;
    const change = { reason: "under_review", wallet: second.award.wallet, recordId: second.recordId } as const;
    await changeStatus(account, address, { ...change, act: "suspend" });
    expectInvalid(await ask(world, second), "status ERR_SUSPENDED");
    await changeStatus(account, address, { ...change, act: "reinstate" });
    const context = await newSigningKey(world);
    await endKey(world, 1);
    expectValid(await ask(world, second));
    const third = await issue(world, { context });
    expectValid(await ask(world, third));
    await changeStatus(account, address, { ...change, act: "revoke" });
    expectInvalid(await ask(world, second), "status ERR_REVOKED");
  });

  it("lets the holder release, take back and destroy, and governance withdraw", async () => {
    const context = await newSigningKey(world);
    const held = await issue(world, { profile: 2, context });
    const { text, grantId } = await release(world, held);
    const expected = { kind: "standing", audience: EMPLOYER } as const;
    expectValid(await verify(world, text, expected));
    await act(world, held, { act: "withdrawGrant", grantId });
    expectInvalid(await verify(world, text, expected), "grant ERR_GRANT_WITHDRAWN");
    await world.decide({ act: "withdraw", reason: "closed", evidence: EVIDENCE });
    expectValid(await ask(world, held));
    await act(world, held, { act: "destroy" });
    expectInvalid(await ask(world, held), "header ERR_WALLET_DESTROYED");
  });

  it("costs nothing, in transactions of type 0, where gas is free", async () => {
    const { provider } = world.chain;
    const transactions = [];
    for (let number = await provider.getBlockNumber(); number > 0; number--) {
      const block = await provider.getBlock(number, true);
      transactions.push(...(block?.prefetchedTransactions ?? []));
    }
    expect(transactions.length).toBeGreaterThan(40);
    const free = transactions.every(({ type, gasPrice }) => type === 0 && gasPrice === 0n);
    expect(free).toBe(network === "berlin");
    const { account } = world.university;
    expect((await provider.getBalance(account.address)) === 0n).toBe(network === "berlin");
  });
});
