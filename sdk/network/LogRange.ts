import type { Log, Provider } from "ethers";
import { isError } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import { nodeMessage } from "../errors/nodeMessage.ts";
import type { LogFilter } from "./LogMemory.ts";
import { asNodeDoubt, nodeDoubt } from "./nodeDoubt.ts";

/** No node is asked for more blocks at once: hosted ones refuse from 1,000 on, Besu from 5,000. */
const WIDEST = 1000;
/** So many answers without a refusal, and twice as many blocks are tried. */
const TRIES_WIDER_AFTER = 16;
const MOST_PATIENCE = 1024;

/** How many blocks a node lets go at once, as far as it has shown. */
export interface LogRange {
  /** The blocks to ask for next. */
  width(): number;
  /** Reads the logs of some blocks, in smaller steps where the node refuses. @throws ERR_NODE_LOGS, ERR_NODE_UNREACHABLE */
  read(filter: LogFilter, fromBlock: number, toBlock: number): Promise<Log[]>;
}

/** A node's range, the widest at first. Keep it as long as the node. */
export function openLogRange(provider: Provider): LogRange {
  let width = WIDEST;
  /** Answers since the width changed, and how many it takes to try a wider one. */
  let answers = 0;
  let patience = TRIES_WIDER_AFTER;
  let isTrial = false;

  function accept(): void {
    answers += 1;
    isTrial = false;
    if (width === WIDEST || answers < patience) return;
    width = Math.min(WIDEST, width * 2);
    answers = 0;
    isTrial = true;
  }

  function refuse(blocks: number): void {
    width = Math.floor(blocks / 2);
    answers = 0;
    // It is a bound of the node, and no dense place of the chain: it needs not be tried every sixteenth time.
    if (isTrial) patience = Math.min(patience * 2, MOST_PATIENCE);
    isTrial = false;
  }

  async function read(filter: LogFilter, fromBlock: number, toBlock: number): Promise<Log[]> {
    const found: Log[][] = [];
    for (let from = fromBlock; from <= toBlock; ) {
      const to = Math.min(toBlock, from + width - 1);
      try {
        found.push(
          checked(await provider.getLogs({ ...forEthers(filter), fromBlock: from, toBlock: to }), filter, from, to),
        );
        accept();
        from = to + 1;
      } catch (error) {
        const words = refusalIn(error);
        if (words === undefined) return asNodeDoubt(error);
        if (from === to) throw refusedAlways(words, error);
        refuse(to - from + 1);
      }
    }
    return found.flat();
  }

  return { width: () => width, read };
}

/** What the node has against a range, if it refused it; undefined where it did not answer at all, which asking for less cannot mend. */
function refusalIn(error: unknown): string | undefined {
  const words = nodeMessage(error);
  if (words !== undefined) return words;
  // Too much for its time, or for its gateway; 429 asks for patience, which ethers has, and 401 and 403 for a key.
  if (isError(error, "TIMEOUT")) return "it took too long";
  const { responseStatus } = (isError(error, "SERVER_ERROR") ? (error.info ?? {}) : {}) as { responseStatus?: unknown };
  const status = Number.parseInt(String(responseStatus), 10);
  return status >= 400 && ![401, 403, 404, 429].includes(status) ? `HTTP status ${status}` : undefined;
}

function refusedAlways(words: string, cause: unknown): CscssError {
  return new CscssError("ERR_NODE_LOGS", `The node refuses the logs even of a single block: ${words}`, {
    cause,
    details: { refusal: words },
  });
}

/** Logs of other blocks, addresses or topics were not asked for, and nothing is concluded from them. */
function checked(logs: readonly Log[], { address, topics = [] }: LogFilter, fromBlock: number, toBlock: number): Log[] {
  const addresses = address === undefined ? undefined : [address].flat().map((one) => one.toLowerCase());
  const wanted = topics.map((topic) => (topic === null ? undefined : [topic].flat().map((one) => one.toLowerCase())));
  const fits = (log: Log): boolean =>
    !log.removed &&
    log.blockNumber >= fromBlock &&
    log.blockNumber <= toBlock &&
    (addresses?.includes(log.address.toLowerCase()) ?? true) &&
    wanted.every((some, place) => some?.includes(String(log.topics[place]).toLowerCase()) ?? true);
  if (!logs.every(fits)) throw nodeDoubt("ERR_NODE_LOGS", "The node answers with logs that were not asked for.");
  return logs.toSorted((one, other) => one.blockNumber - other.blockNumber || one.index - other.index);
}

function forEthers({ address, topics }: LogFilter) {
  return {
    ...(address !== undefined && { address: typeof address === "string" ? address : [...address] }),
    ...(topics && {
      topics: topics.map((topic) => (topic === null || typeof topic === "string" ? topic : [...topic])),
    }),
  };
}
