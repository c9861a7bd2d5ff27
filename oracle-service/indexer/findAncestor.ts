import type { NodePool } from "../nodes/NodePool.ts";
import type { Store } from "../store/openStore.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { beforeAll } from "./checkpoint.ts";
import { readHeader } from "./readStep.ts";

/** A block that the index remembers. */
interface KnownBlock {
  readonly block: number;
  readonly hash: string;
}

/** The newest block up to `most` that the index remembers: of the newest headers, or of those in which something happened. */
export async function newestKnown(store: Store, most: number): Promise<KnownBlock | undefined> {
  const newest = (table: "headers" | "blocks") =>
    store
      .selectFrom(table)
      .select(["block", "hash"])
      .where("block", "<=", most)
      .orderBy("block", "desc")
      .limit(1)
      .executeTakeFirst();
  const [header, block] = [await newest("headers"), await newest("blocks")];
  return (header?.block ?? -1) >= (block?.block ?? -1) ? header : block;
}

/**
 * The newest block up to `most` that both the index and the nodes' chain have; if one is shared, so are all before it.
 * Halves what is in question each time, and never holds more than one of the index's blocks, which may be millions.
 */
export async function findAncestor(store: Store, pool: NodePool, most: number): Promise<Checkpoint> {
  let shared: Checkpoint = beforeAll(pool.network);
  // What the index knows up to `low` is shared, and from `high` on it is not.
  let [low, high] = [shared.block, most + 1];
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    const candidate = await newestKnown(store, middle);
    if (candidate === undefined || candidate.block <= low) {
      low = middle;
      continue;
    }
    const { hash, time } = await pool.agree((node) => readHeader(node, candidate.block));
    if (hash === candidate.hash) {
      shared = { ...candidate, time };
      low = middle;
    } else high = candidate.block;
  }
  return shared;
}
