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

/** The newest headers, and further back the blocks in which something happened; oldest first. */
async function knownBlocks(store: Store, most: number): Promise<KnownBlock[]> {
  return store
    .selectFrom("headers")
    .select(["block", "hash"])
    .where("block", "<=", most)
    .union(store.selectFrom("blocks").select(["block", "hash"]).where("block", "<=", most))
    .orderBy("block")
    .execute();
}

/** The newest block up to `most` that the index remembers. */
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

/** The newest block up to `most` that both the index and the nodes' chain have; if one is shared, so are all before it. */
export async function findAncestor(store: Store, pool: NodePool, most: number): Promise<Checkpoint> {
  const known = await knownBlocks(store, most);
  let shared: Checkpoint = beforeAll(pool.network);
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const candidate = known[middle] as KnownBlock;
    const { hash, time } = await pool.agree((node) => readHeader(node, candidate.block));
    if (hash === candidate.hash) {
      shared = { ...candidate, time };
      low = middle + 1;
    } else high = middle;
  }
  return shared;
}
