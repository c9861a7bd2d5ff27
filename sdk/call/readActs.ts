import type { Interface, Log, Provider } from "ethers";
import { fromRevert } from "../errors/fromRevert.ts";
import { toPlainFields } from "./toPlain.ts";

/** Something an event tells of, with when and by which transaction it happened. */
export interface Act {
  /** The event's name. */
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The contract that emitted it. */
  readonly contract: string;
  readonly block: number;
  /** Unix seconds. */
  readonly time: number;
  readonly transaction: string;
  /** Who sent the transaction. */
  readonly sender: string;
}

/** Which events to read. */
export interface ActFilter {
  readonly events: Interface;
  /** The contract; any unless told. **Anybody's contract can emit what looks like an event of ours: check it.** */
  readonly address?: string;
  readonly topics?: readonly (string | readonly string[] | null)[];
}

/** How many blocks and transactions are asked for at once. */
const AT_ONCE = 16;

/**
 * Reads events with their times and senders, in the order of the chain. Events the interface does not know are left out.
 *
 * @throws ERR_NODE_UNREACHABLE
 */
export async function readActs(provider: Provider, fromBlock: number, filters: readonly ActFilter[]): Promise<Act[]> {
  try {
    const found: { readonly log: Log; readonly events: Interface }[] = [];
    for (const { events, address, topics } of filters) {
      const place = { ...(address && { address }), ...(topics && { topics: topics.map(mutable) }) };
      const logs = await provider.getLogs({ ...place, fromBlock });
      found.push(...logs.map((log) => ({ log, events })));
    }
    found.sort(({ log: one }, { log: other }) => one.blockNumber - other.blockNumber || one.index - other.index);
    const times = await readAll(
      found.map(({ log }) => log.blockNumber),
      async (number) => {
        return (await provider.getBlock(number))?.timestamp ?? 0;
      },
    );
    const senders = await readAll(
      found.map(({ log }) => log.transactionHash),
      async (hash) => {
        return (await provider.getTransaction(hash))?.from ?? "";
      },
    );
    return found.flatMap(({ log, events }) => {
      const parsed = events.parseLog(log);
      if (parsed === null) return [];
      const { blockNumber: block, transactionHash: transaction, address: contract } = log;
      const args = toPlainFields(parsed.fragment.inputs, parsed.args);
      const [time = 0, sender = ""] = [times.get(block), senders.get(transaction)];
      return { name: parsed.name, args, contract, block, time, transaction, sender };
    });
  } catch (error) {
    throw fromRevert(error);
  }
}

function mutable(topic: string | readonly string[] | null): string | string[] | null {
  return topic === null || typeof topic === "string" ? topic : [...topic];
}

async function readAll<Key, Value>(keys: readonly Key[], read: (key: Key) => Promise<Value>): Promise<Map<Key, Value>> {
  const distinct = [...new Set(keys)];
  const values = new Map<Key, Value>();
  for (let start = 0; start < distinct.length; start += AT_ONCE) {
    const some = distinct.slice(start, start + AT_ONCE);
    const read_ = await Promise.all(some.map(read));
    for (const [index, key] of some.entries()) values.set(key, read_[index] as Value);
  }
  return values;
}
