import { expect, it } from "vitest";
import { readBatchLimits } from "../../../sdk/issuing/batchLimits.ts";
import type { NodeProvider } from "../../../sdk/network/connectNode.ts";

const MOST = 2 ** 24;

it.each([
  ["a small block", 10_000_000, 10_000_000],
  ["as much as a transaction may have", MOST, MOST],
  ["a little more, which would leave most of a second one empty", MOST + 2, MOST / 2 + 1],
  ["mainnet's", 30_000_000, 15_000_000],
  ["a very large one", 10 * MOST, MOST],
  ["a very large one with a rest", 10 * MOST + 11, Math.floor((10 * MOST + 11) / 11)],
])("batches fill a block of %s: %i gas", async (_, block, gas) => {
  const asked: unknown[] = [];
  const node = {
    getBlock: async (tag: string) => {
      asked.push(tag);
      return { gasLimit: BigInt(block) };
    },
  } as unknown as NodeProvider;
  expect(await readBatchLimits(node)).toEqual({ gas, data: 64_512 });
  expect(asked).toEqual(["latest"]);
});

it("nothing fits where the node knows no block", async () => {
  const node = { getBlock: async () => null } as unknown as NodeProvider;
  expect(await readBatchLimits(node)).toMatchObject({ gas: 0 });
});
