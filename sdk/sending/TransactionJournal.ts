/** What a journal gives at once (files) or after a while (data bases). */
export type Awaitable<Value> = Value | Promise<Value>;

/** A transaction whose bytes are known before any node has seen it. */
export interface SignedTransaction {
  readonly hash: string;
  /** 0x and hex. */
  readonly raw: string;
}

/** Bytes of one transaction, as 0x and hex: those signed last first, then what offers less. */
export type RawTransactions = readonly [string, ...string[]];

/** A transaction that was signed, and everything signed in its place since: they share the nonce, so one at most is mined. */
export interface SentTransaction {
  /** In the order they were signed. */
  readonly hashes: readonly string[];
  readonly nonce: number;
  /** When the latest of them began to wait for a block: milliseconds of the sender's clock. */
  readonly waitsSince: number;
}

/**
 * What a sender writes down, so that a process that is killed at any moment goes on where it was. Nothing is given to a
 * node before its journal has it.
 *
 * @typeParam Task - what a transaction is sent for.
 */
export interface TransactionJournal<Task, Sent extends SentTransaction> {
  /** What was signed and has no outcome yet, the lowest nonce first. */
  open(): Awaitable<readonly Sent[]>;
  /** The highest nonce under which something was signed, so far as it matters for the next; -1 for none. */
  highestNonce(): Awaitable<number>;
  /** What can be sent for it. */
  bytesOf(sent: Sent): Awaitable<RawTransactions>;
  /** Writes down what was signed for a task. @returns undefined if another process was faster: then nothing is sent */
  signed(task: Task, transaction: SignedTransaction & { readonly nonce: number }): Awaitable<Sent | undefined>;
  /** Writes down what was signed in its place, for more. @returns undefined if another process was faster */
  raised(sent: Sent, transaction: SignedTransaction): Awaitable<Sent | undefined>;
  /** It is in a block that may still be replaced. Called again with every look. */
  mined(sent: Sent, blockHash: string): Awaitable<void>;
}
