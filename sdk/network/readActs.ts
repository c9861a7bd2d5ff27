import type { Interface, Log } from "ethers";
import { toPlainFields } from "../call/toPlain.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import type { Chain } from "./connectChain.ts";
import { readLogs } from "./readLogs.ts";

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
  /** Where no address says it: whether a contract is ours. Asked once for each; logs of others are not even taken apart. */
  readonly isOurs?: (contract: string) => Promise<boolean>;
}

/** How many blocks and transactions are asked for at once. */
const AT_ONCE = 16;

/**
 * Reads events with their times and senders, in the order of the chain. Events the interface does not know are left out.
 *
 * @throws ERR_NODE_LOGS, ERR_NODE_UNREACHABLE
 */
export async function readActs(chain: Chain, filters: readonly ActFilter[]): Promise<Act[]> {
  const { provider } = chain;
  try {
    const found: { readonly log: Log; readonly events: Interface }[] = [];
    for (const { events, isOurs, ...filter } of filters) {
      for (const log of await ours(await readLogs(chain, filter), isOurs)) found.push({ log, events });
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

async function ours(logs: readonly Log[], isOurs: ActFilter["isOurs"]): Promise<readonly Log[]> {
  if (isOurs === undefined) return logs;
  const known = await readAll(
    logs.map(({ address }) => address),
    isOurs,
  );
  return logs.filter(({ address }) => known.get(address) === true);
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
