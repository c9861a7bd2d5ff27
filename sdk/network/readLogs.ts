import { Log } from "ethers";
import type { Chain } from "./connectChain.ts";
import type { KeptLog, KeptLogs, LogFilter } from "./LogMemory.ts";
import { asNodeDoubt, nodeDoubt } from "./nodeDoubt.ts";

/** Which blocks, and who hears how far it is. */
export interface LogsRead {
  /** The first block; the generation's first unless told. */
  readonly fromBlock?: number;
  /** The last block; the newest unless told. */
  readonly toBlock?: number;
  /** Hears how many blocks of how many are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What was read is kept after so many requests too: who stops a long reading goes on from there. */
const KEPT_EVERY = 50;

/**
 * Logs of a chain of any age, from a node that hands out as few blocks at once as it likes: at most 1,000 blocks a request,
 * fewer where the node refuses, the newest first. What the chain will not replace any more is kept in `chain.logs`, so
 * that the next reading asks for newer blocks only.
 *
 * @returns oldest first.
 * @throws ERR_NODE_LOGS where the node refuses even a single block, in its own words; ERR_NODE_UNREACHABLE.
 * @example
 * const topics = organizationInterface.encodeFilterTopics("KeyPublished", []);
 * const published = await readLogs(chain, { address: organization, topics });
 */
export async function readLogs(chain: Chain, filter: LogFilter, options: LogsRead = {}): Promise<Log[]> {
  const steps: Log[][] = [];
  for await (const step of logsNewestFirst(chain, filter, options)) steps.push(step);
  return steps.reverse().flat();
}

/**
 * The same step by step, the newest blocks first, for whoever may stop early: what is wanted is often young.
 *
 * @returns the logs of each step, oldest first.
 * @throws ERR_NODE_LOGS where the node refuses even a single block, in its own words; ERR_NODE_UNREACHABLE.
 * @example
 * const topics = organizationInterface.encodeFilterTopics("KeyPublished", []);
 * for await (const logs of logsNewestFirst(chain, { address: organization, topics })) if (logs.length > 0) break;
 */
export async function* logsNewestFirst(
  chain: Chain,
  filter: LogFilter,
  { fromBlock = chain.generation.fromBlock, toBlock, onProgress }: LogsRead = {},
): AsyncGenerator<Log[]> {
  const { provider, logRange, logs: memory, network } = chain;
  const head = toBlock ?? (await provider.getBlockNumber().catch(asNodeDoubt));
  const total = head - fromBlock + 1;
  const key = keyOf(filter);
  let kept = await stillGood(chain, await memory.read(key), head);
  /** Grows downward from the newest block that stays, and joins what was kept before. */
  let fresh: KeptLogs | undefined;
  let requests = 0;
  // What was kept must not be lost for a shorter run above it.
  const keep = async () => {
    if (fresh !== undefined && kept === undefined && requests > 0) await memory.write(key, fresh);
  };

  const stays = head - network.confirmations;
  let top = head;
  try {
    while (top >= fromBlock) {
      if (kept !== undefined && top <= kept.toBlock) {
        const { logs } = kept;
        fresh = fresh === undefined ? kept : { ...fresh, fromBlock: kept.fromBlock, logs: [...logs, ...fresh.logs] };
        top = kept.fromBlock - 1;
        kept = undefined;
        onProgress?.(Math.min(total, head - top), total);
        const asked = logs.filter(({ blockNumber }) => blockNumber >= fromBlock);
        yield asked.map((log) => new Log({ ...log, removed: false }, provider));
        continue;
      }
      const floor = Math.max(fromBlock, (kept?.toBlock ?? -1) + 1, top - logRange.width() + 1);
      // Blocks that may still be replaced are read by themselves, and not kept.
      const bottom = top > stays ? Math.max(floor, stays + 1) : floor;
      const found = await logRange.read(filter, bottom, top);
      requests += 1;
      if (top <= stays) {
        const older = found.map(keptLog);
        fresh =
          fresh === undefined
            ? { fromBlock: bottom, toBlock: top, blockHash: await hashOf(chain, top), logs: older }
            : { ...fresh, fromBlock: bottom, logs: [...older, ...fresh.logs] };
        if (requests % KEPT_EVERY === 0) await keep();
      }
      top = bottom - 1;
      onProgress?.(head - top, total);
      yield found;
    }
  } finally {
    await keep();
  }
}

/** What is kept, if the chain still has its last block, and it ends no later than what is asked for. */
async function stillGood(chain: Chain, kept: KeptLogs | undefined, head: number): Promise<KeptLogs | undefined> {
  if (kept === undefined || kept.toBlock > head) return undefined;
  return (await hashOf(chain, kept.toBlock)) === kept.blockHash ? kept : undefined;
}

async function hashOf({ provider }: Chain, block: number): Promise<string> {
  const hash = (await provider.getBlock(block).catch(asNodeDoubt))?.hash;
  if (hash) return hash;
  throw nodeDoubt("ERR_NODE_BEHIND", `The node has no block ${block}, though it was its newest.`);
}

function keptLog(log: Log): KeptLog {
  const { address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, index } = log;
  return { address, topics: [...topics], data, blockNumber, blockHash, transactionHash, transactionIndex, index };
}

/** The same for the same filter, however its letters and members are written. */
function keyOf({ address, topics = [] }: LogFilter): string {
  const plain = (some: string | readonly string[] | null | undefined) =>
    some === null || some === undefined
      ? null
      : [some]
          .flat()
          .map((one) => one.toLowerCase())
          .sort();
  return JSON.stringify([plain(address), ...topics.map(plain)]);
}
