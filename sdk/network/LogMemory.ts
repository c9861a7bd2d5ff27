import type { Log } from "ethers";

/** Which logs. Addresses and topics as JSON-RPC takes them. */
export interface LogFilter {
  readonly address?: string | readonly string[];
  readonly topics?: readonly (string | readonly string[] | null)[];
}

/** A log as it is kept. */
export type KeptLog = Pick<
  Log,
  "address" | "data" | "blockNumber" | "blockHash" | "transactionHash" | "transactionIndex" | "index"
> & { readonly topics: readonly string[] };

/** Every log of one filter in a run of blocks that the chain will not replace. */
export interface KeptLogs {
  readonly fromBlock: number;
  readonly toBlock: number;
  /** Of toBlock: where the chain has another block there, nothing of this holds. */
  readonly blockHash: string;
  /** Oldest first. */
  readonly logs: readonly KeptLog[];
}

/** Keeps logs that were read, so that a chain's age is paid for once. Whatever it gives is checked against the chain. */
export interface LogMemory {
  /** What is kept under a key; undefined for nothing. */
  read(key: string): Promise<KeptLogs | undefined>;
  /** Keeps it, in place of what was there. */
  write(key: string, kept: KeptLogs): Promise<void>;
}

const MOST_KEPT = 1000;

/**
 * A memory that ends with the process. It keeps the thousand filters that were read last. Never throws.
 *
 * @returns the memory, for connectChain.
 * @example
 * const chain = connectChain(network, provider, { logs: memoryLogs() });
 */
export function memoryLogs(): LogMemory {
  const all = new Map<string, KeptLogs>();
  return {
    read: async (key) => all.get(key),
    async write(key, kept) {
      all.delete(key);
      all.set(key, kept);
      const [oldest] = all.keys();
      if (all.size > MOST_KEPT && oldest !== undefined) all.delete(oldest);
    },
  };
}
