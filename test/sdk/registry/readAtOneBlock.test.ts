import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openNode } from "../../../sdk/network/Node.ts";
import { readAtOneBlock } from "../../../sdk/registry/readAtOneBlock.ts";
import { readIssuer } from "../../../sdk/registry/readIssuer.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

let world: World;
let goBack: () => Promise<void>;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  goBack = await world.local.snapshot();
  await world.local.mine();
});
afterAll(() => world.close());

/** The newest block goes, and another of the same number comes. */
async function exchangeBlock(): Promise<void> {
  await goBack();
  await world.local.increaseTime(600);
}

const read = (meanwhile: () => Promise<void>) =>
  readAtOneBlock(openNode(world.chain), [world.university.address], async (answers, { blockTag }) => {
    await meanwhile();
    return { count: answers.length, blockTag };
  });

it("gives what was read, with the block it was read at", async () => {
  const block = await world.chain.provider.getBlock("latest");
  const { value, block: told } = await read(() => world.local.mine());
  expect(value).toEqual({ count: 1, blockTag: block?.number });
  expect(told).toEqual({ number: block?.number, hash: block?.hash, time: block?.timestamp });
});

it("notices that the block was exchanged for another of the same number between two reads", async () => {
  const before = await world.chain.provider.getBlock("latest");
  await expect(read(exchangeBlock)).rejects.toMatchObject({ code: "ERR_NODE_BLOCK" });
  const after = await world.chain.provider.getBlock("latest");
  expect(after?.number).toBe(before?.number);
  expect(after?.hash).not.toBe(before?.hash);
});

it("notices that the block went, and none came", async () => {
  await expect(read(() => goBack())).rejects.toMatchObject({ code: "ERR_NODE_BLOCK" });
});

it("is noticed by what reads about an issuer, too", async () => {
  let asked = 0;
  const chain = throughNode(world, async ({ method }, truth) => {
    if (method === "eth_call" && ++asked === 2) await exchangeBlock();
    return truth();
  });
  const now = await world.local.now();
  await expect(readIssuer(openNode(chain), world.university.address, { time: now, now })).rejects.toMatchObject({
    code: "ERR_NODE_BLOCK",
  });
  expect(asked).toBeGreaterThan(1);
});
