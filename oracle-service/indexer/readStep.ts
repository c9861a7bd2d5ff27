import { CscssError } from "@cscss-me/sdk";
import { RangeRefused } from "../nodes/NodePool.ts";
import type { RpcNode } from "../nodes/RpcNode.ts";
import { RpcRefusal } from "../nodes/RpcNode.ts";

/** A block, as far as the indexer needs it. */
export interface Header {
  readonly block: number;
  readonly hash: string;
  readonly parent: string;
  /** Unix seconds. */
  readonly time: number;
}

/** An event as a node shows it. */
export interface RawLog {
  readonly position: number;
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly transaction: string;
}

/** Some consecutive blocks. */
export interface ChainStep {
  /** Hash of the block before the first. */
  readonly parent: string;
  readonly last: Header;
  /** Those with events of ours, oldest first. */
  readonly blocks: readonly { readonly header: Header; readonly logs: readonly RawLog[] }[];
}

const QUANTITY = /^0x[0-9a-f]{1,13}$/i;
const HASH = /^0x[0-9a-f]{64}$/;
const ADDRESS = /^0x[0-9a-f]{40}$/i;
const BYTES = /^0x(?:[0-9a-f]{2})*$/i;
const AT_ONCE = 8;

/**
 * Reads blocks first to last from one node. Everything in the answer belongs to one chain: the last block is looked at
 * again when all has been read, and events carry the hash of their block.
 *
 * @throws RangeRefused if the node says no to more than one block; Error for whatever does not fit together.
 */
export async function readStep(
  node: RpcNode,
  topics: readonly string[],
  { first, last }: { readonly first: number; readonly last: number },
): Promise<ChainStep> {
  const end = await readHeader(node, last);
  const start = first === last ? end : await readHeader(node, first);
  const filter = first === last ? { blockHash: end.hash } : { fromBlock: hex(first), toBlock: hex(last) };
  const found = await readLogs(node, { ...filter, topics: [topics] }, first !== last);
  const numbers = [...new Set(found.map(({ block }) => block))].sort((one, other) => one - other);
  const blocks: ChainStep["blocks"][number][] = [];
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const headers = await Promise.all(numbers.slice(at, at + AT_ONCE).map((number) => readHeader(node, number)));
    blocks.push(...headers.map((header) => blockOf(header, found)));
  }
  if (numbers.some((number) => number < first || number > last)) throw odd("events of other blocks");
  if (first !== last && (await readHeader(node, last)).hash !== end.hash) throw odd("a block that was replaced");
  return { parent: start.parent, last: end, blocks };
}

/** Reads a block's header. @throws Error if the node has no such block. */
export async function readHeader(node: RpcNode, number: number): Promise<Header> {
  const block = (await node.request("eth_getBlockByNumber", [hex(number), false])) as Fields | null;
  if (block === null) throw new CscssError("ERR_NODE_BEHIND", `It has no block ${number}.`);
  const { hash, parentHash, timestamp } = block;
  if (quantity(block.number) !== number) throw odd("another block");
  return { block: number, hash: text(hash, HASH), parent: text(parentHash, HASH), time: quantity(timestamp) };
}

type Fields = Readonly<Record<string, unknown>>;
type FoundLog = RawLog & { readonly block: number; readonly blockHash: string };

async function readLogs(node: RpcNode, filter: object, mayBeSplit: boolean): Promise<FoundLog[]> {
  try {
    const logs = (await node.request("eth_getLogs", [filter])) as Fields[];
    if (!Array.isArray(logs)) throw odd("no list of events");
    return logs.map(parseLog);
  } catch (error) {
    const tooMuch = error instanceof RpcRefusal || error instanceof RangeError;
    if (mayBeSplit && tooMuch) throw new RangeRefused("The node refuses the range.", { cause: error });
    // To one block no node may say no.
    throw error instanceof RpcRefusal ? odd(`an error (${error.code})`) : error;
  }
}

function parseLog(log: Fields): FoundLog {
  const { topics } = log;
  if (!Array.isArray(topics) || log.removed === true) throw odd("an event that does not hold");
  return {
    block: quantity(log.blockNumber),
    blockHash: text(log.blockHash, HASH),
    position: quantity(log.logIndex),
    address: text(log.address, ADDRESS),
    topics: topics.map((topic) => text(topic, HASH)),
    data: text(log.data, BYTES),
    transaction: text(log.transactionHash, HASH),
  };
}

function blockOf(header: Header, found: readonly FoundLog[]): ChainStep["blocks"][number] {
  const logs = found
    .filter(({ block }) => block === header.block)
    .map(({ block: _, blockHash, ...log }) => {
      if (blockHash !== header.hash) throw odd("an event of a replaced block");
      return log;
    });
  logs.sort((one, other) => one.position - other.position);
  return { header, logs };
}

const hex = (value: number): string => `0x${value.toString(16)}`;

function quantity(value: unknown): number {
  return Number(text(value, QUANTITY));
}

function text(value: unknown, form: RegExp): string {
  if (typeof value !== "string" || !form.test(value)) throw odd("something of another form");
  return value;
}

function odd(what: string): TypeError {
  return new TypeError(`The node answers with ${what}.`);
}
