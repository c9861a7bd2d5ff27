import { CscssError } from "@cscss-me/sdk";
import type { NodePool } from "../nodes/NodePool.ts";
import { RangeRefused } from "../nodes/NodePool.ts";
import type { Store } from "../store/openStore.ts";
import { applyStep } from "./applyStep.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { findAncestor, newestKnown } from "./findAncestor.ts";
import { TOPICS } from "./followedEvents.ts";
import { readHeader, readStep } from "./readStep.ts";
import { undo } from "./undo.ts";

/** Mirrors the chain into the store. */
export interface Indexer {
  /**
   * One step: some blocks further, or back to where the chain was replaced.
   *
   * @returns whether there was something to do.
   * @throws ERR_NODE_* if the nodes cannot be believed now; CheckpointMoved if another process was faster.
   */
  step(): Promise<boolean>;
  /** Steps until there is nothing left to do. @returns where the index stands then. */
  catchUp(): Promise<Checkpoint>;
}

/** What an indexer can be told; the rest has defaults. */
export interface IndexerOptions {
  /** Blocks of one step far from the head. */
  readonly range?: number;
  /** The newest blocks, which may still be replaced, are read one by one and their headers kept. */
  readonly window?: number;
}

const RANGE = 2_000;
const WINDOW = 64;

/** Makes an indexer. Wherever it is stopped, the next one goes on from the checkpoint. */
export function openIndexer(store: Store, pool: NodePool, options: IndexerOptions = {}): Indexer {
  const { range: most = RANGE, window = WINDOW } = options;
  const { network } = pool;
  let range = most;

  async function step(): Promise<boolean> {
    const at = await openCheckpoint(store, network);
    const head = (await pool.head()) - network.confirmations;
    if (head <= at.block) return goBackIfReplaced(at, head);
    const first = at.block + 1;
    const last = head - at.block > window ? Math.min(at.block + range, head - window) : first;
    const found = await read(first, last);
    if (found === undefined) return true;
    if (at.hash !== "" && found.parent !== at.hash) return goBack(at, at.block);
    await applyStep(store, network, at, found, found.last.block - window + 1);
    return true;
  }

  async function read(first: number, last: number) {
    try {
      const found = await pool.agree((node) => readStep(node, TOPICS, { first, last }));
      range = Math.min(range * 2, most);
      return found;
    } catch (error) {
      if (!(error instanceof RangeRefused)) throw error;
      range = Math.max(1, Math.floor((last - first + 1) / 2));
      return undefined;
    }
  }

  /** The chain is no longer than the index: either nothing happened, or blocks were replaced by no more than they were. */
  async function goBackIfReplaced(at: Checkpoint, head: number): Promise<boolean> {
    const known = await newestKnown(store, head);
    if (known === undefined) return false;
    // What nodes that are merely behind show is what the index has, too.
    const shown = await pool.agree((node) => readHeader(node, known.block));
    return shown.hash === known.hash ? false : goBack(at, head);
  }

  async function goBack(at: Checkpoint, most: number): Promise<boolean> {
    const ancestor = await findAncestor(store, pool, Math.min(most, at.block));
    if (ancestor.block === at.block) {
      throw new CscssError("ERR_NODE_BLOCK", `The nodes' block behind ${at.block} does not follow from it.`);
    }
    await undo(store, at, ancestor);
    return true;
  }

  return {
    step,
    async catchUp() {
      while (await step());
      return openCheckpoint(store, network);
    },
  };
}
