import { expect, it } from "vitest";
import { sample, shard } from "../../../../../scripts/dev/assurance/mutation/pick.ts";

const ITEMS = Array.from({ length: 50 }, (_, index) => ({ id: String(index) }));

it("samples the same for the same seed, and differently for another", () => {
  expect(sample(ITEMS, 10, 1)).toEqual(sample([...ITEMS].reverse(), 10, 1));
  expect(sample(ITEMS, 10, 1)).not.toEqual(sample(ITEMS, 10, 2));
  expect(sample(ITEMS, 20, 1).slice(0, 10)).toEqual(sample(ITEMS, 10, 1));
});

it("puts every item into exactly one shard", () => {
  const shards = [1, 2, 3].flatMap((index) => shard(ITEMS, index, 3));
  expect(shards).toHaveLength(ITEMS.length);
  expect(new Set(shards)).toEqual(new Set(ITEMS));
});
