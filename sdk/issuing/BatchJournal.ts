import type { Awaitable } from "../sending/TransactionJournal.ts";
import type { BatchEntry, FailedEntry, JournalItem, MinedEntry, ReplacementEntry } from "./journalEntries.ts";

/** A batch as it is kept in memory: without its bytes, which stay where the journal is. */
export interface KnownBatch {
  /** The hash of its first transaction, by which it is called. */
  readonly hash: string;
  /** All its transactions, in the order they were signed: of one nonce at most one is mined. */
  readonly hashes: readonly string[];
  readonly nonce: number;
  readonly items: readonly Omit<JournalItem, "claimFile">[];
  readonly outcome?: MinedEntry | FailedEntry;
}

/** An append-only record of the batches that were sent and what became of them. In a file: openJournal of `sdk/node`. */
export interface BatchJournal {
  /** In the order they were signed. */
  batches(): readonly KnownBatch[];
  /** Appends, and is done once nothing can lose the entry any more. */
  append(entry: BatchEntry | ReplacementEntry | MinedEntry | FailedEntry): Awaitable<void>;
  /** Reads a batch with its bytes and claim files back. */
  read(hash: string): Awaitable<BatchEntry>;
  /** The bytes of a batch's latest transaction. */
  latest(hash: string): Awaitable<string>;
}
