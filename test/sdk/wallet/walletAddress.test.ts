import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { walletAddress } from "../../../sdk/wallet/walletAddress.ts";
import fc from "../../fixtures/fastCheck.ts";
import type { World } from "../../fixtures/world.ts";
import { giveWallet, openWorld } from "../../fixtures/world.ts";

describe("walletAddress", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("is what the factory says, for any owner, profile and index", async () => {
    const { generation, walletFactory } = world.chain;
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        async (bytes, profile, index) => {
          const owner = `0x${Buffer.from(bytes).toString("hex")}`;
          const address = walletAddress(generation, { owner, profile, index });
          expect(address).toBe(await walletFactory.walletOf(owner, profile, index));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is where the factory then puts the wallet, and differs in each of the three", async () => {
    const { generation, walletFactory } = world.chain;
    const { graduate } = world;
    const owner = graduate.account.address;
    const made = await giveWallet(world, graduate, 2, 4_294_967_295);
    expect(made).toBe(walletAddress(generation, { owner, profile: 2, index: 4_294_967_295 }));
    expect(await walletFactory.identify(made)).toEqual([true, owner, 2n, 4_294_967_295n]);
    const others = [
      walletAddress(generation, { owner, profile: 2, index: 0 }),
      walletAddress(generation, { owner, profile: 3, index: 0 }),
      walletAddress(generation, { owner, profile: 2, index: 1 }),
      walletAddress(generation, { owner: world.mallory.account.address, profile: 2, index: 0 }),
    ];
    expect(new Set(others).size).toBe(others.length);
  });
});
