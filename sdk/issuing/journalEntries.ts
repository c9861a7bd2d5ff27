import type { ClaimFile } from "../wallet/ClaimFile.ts";

/** The first line: what a journal belongs to. */
export interface JournalHead {
  readonly kind: "head";
  readonly version: 2;
  readonly chainId: number;
  readonly genesisHash: string;
  readonly organization: string;
  /** The account that sends; nonces are its own. */
  readonly account: string;
}

/** One award in a batch. */
export interface JournalItem {
  readonly award: string;
  readonly studentId: string;
  readonly recordId: string;
  /** SHA-256 of the row, to notice when it was changed after it was issued. */
  readonly content: string;
  readonly claimFile: ClaimFile;
}

/** A batch, signed; on the disk before it is sent, so that after a crash the very same bytes are sent again. */
export interface BatchEntry {
  readonly kind: "batch";
  readonly hash: string;
  readonly raw: string;
  readonly nonce: number;
  readonly items: readonly JournalItem[];
}

/** The same call under the same nonce for a higher fee: what was sent before did not get into a block. */
export interface ReplacementEntry {
  readonly kind: "replacement";
  /** The hash of the batch's first transaction. */
  readonly of: string;
  readonly hash: string;
  readonly raw: string;
}

/** A batch is in a block, as deep as the network wants it. */
export interface MinedEntry {
  readonly kind: "mined";
  /** The hash of the batch's first transaction. */
  readonly hash: string;
  /** The transaction that was mined, where it is a replacement. */
  readonly transaction?: string;
  readonly blockHash: string;
  readonly gasUsed: number;
  /** Refused items by their place. */
  readonly refused: Readonly<Record<string, RefusedItem>>;
}

/** The wallet's custom error for one item. */
export interface RefusedItem {
  /** Its name, for instance "WalletBlocked". */
  readonly error: string;
  /** Its arguments, as text. */
  readonly args: readonly string[];
}

/** A batch that changed nothing. */
export interface FailedEntry {
  readonly kind: "failed";
  readonly hash: string;
  /** reverted: the organization refused it as a whole; superseded: another transaction of the account took its nonce. */
  readonly cause: "reverted" | "superseded";
}

/** A line of the journal. */
export type JournalEntry = JournalHead | BatchEntry | ReplacementEntry | MinedEntry | FailedEntry;
