import { openIndexer } from "../../../oracle-service/indexer/Indexer.ts";
import type { NodePool } from "../../../oracle-service/nodes/NodePool.ts";
import { nodePool } from "../../../oracle-service/nodes/NodePool.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import type { World } from "../../fixtures/world.ts";
import { worldNode } from "./worldNode.ts";

/** Brings a store up to the world's head. @returns the pool it was read through. */
export async function indexWorld(world: World, store: Store): Promise<NodePool> {
  const pool = nodePool(world.chain.network, [worldNode(world.local)]);
  await openIndexer(store, pool).catchUp();
  return pool;
}
