import type { JournalItem } from "./journalEntries.ts";

/** A batch whose every byte is decided: what is approved is what is issued. */
export interface PreparedBatch {
  readonly kind: "batch";
  /** batchHashOf the call. */
  readonly batchHash: string;
  /** The calldata of issueBatch: batch number, category, key number, items, payloads. */
  readonly data: string;
  readonly gasLimit: number;
  readonly items: readonly JournalItem[];
  /** Every item's whole credential, so that whoever approves sees what it says. */
  readonly credentials: readonly string[];
}
