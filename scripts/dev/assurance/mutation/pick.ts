import { createHash } from "node:crypto";

/** A sample of `count` that depends on the seed and the ids alone: changes elsewhere leave most of it as it was. */
export function sample<Item extends { readonly id: string }>(
  items: readonly Item[],
  count: number,
  seed: number,
): Item[] {
  const rank = ({ id }: Item): string => createHash("sha256").update(`${seed}:${id}`).digest("hex");
  return [...items].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, count);
}

/** Part `index` of `count`, from 1: every item is in exactly one. */
export function shard<Item>(items: readonly Item[], index: number, count: number): Item[] {
  return items.filter((_, position) => position % count === index - 1);
}
