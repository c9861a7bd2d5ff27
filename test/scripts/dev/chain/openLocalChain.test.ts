import { parseEther } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployEthereumDIDRegistry } from "../../../../sdk/generated/bytecode/EthereumDIDRegistry.ts";
import type { TestChain } from "../../../fixtures/chain.ts";
import { NETWORKS, openChain } from "../../../fixtures/chain.ts";

const STARTS_AT = 1_790_000_000;

describe.each(NETWORKS)("openLocalChain on %s", (network) => {
  let chain: TestChain;
  beforeAll(async () => {
    chain = await openChain(network, { startsAt: STARTS_AT });
  });
  afterAll(() => chain.close());

  it("gives the same accounts every time, with ether only where gas costs some", async () => {
    const wallet = await chain.fundedWallet("university");
    expect(wallet.address).toBe((await chain.fundedWallet("university")).address);
    expect(wallet.address).not.toBe((await chain.fundedWallet("mallory")).address);
    const balance = await chain.provider.getBalance(wallet.address);
    expect(balance > parseEther("1")).toBe(!chain.freeGas);
  });

  it("sends what the network knows", async () => {
    const registry = await deployEthereumDIDRegistry(await chain.fundedWallet("governor"));
    const graduate = await chain.fundedWallet("graduate");
    const sent = await registry.connect(graduate).changeOwner(graduate, await chain.fundedWallet("relayer"));
    const { type, gasPrice } = sent;
    expect({ type, free: gasPrice === 0n }).toEqual({ type: chain.freeGas ? 0 : 2, free: chain.freeGas });
    expect((await sent.wait())?.status).toBe(1);
  });

  it("starts at the time asked for and moves as told", async () => {
    const start = await chain.now();
    expect(start).toBeGreaterThanOrEqual(STARTS_AT);
    expect(start).toBeLessThan(STARTS_AT + 600);
    await chain.increaseTime(3600);
    expect(await chain.now()).toBeGreaterThanOrEqual(start + 3600);
    await chain.setTime(STARTS_AT + 100_000);
    expect(await chain.now()).toBe(STARTS_AT + 100_000);
  });

  it("mines blocks without transactions", async () => {
    const before = await chain.provider.getBlockNumber();
    await chain.mine(3);
    expect(await chain.provider.getBlockNumber()).toBe(before + 3);
  });

  it("goes back to a snapshot as often as wanted", async () => {
    const before = await chain.provider.getBlockNumber();
    const restore = await chain.snapshot();
    for (const _ of [1, 2]) {
      await chain.mine(5);
      await restore();
      expect(await chain.provider.getBlockNumber()).toBe(before);
    }
  });
});
