import type { Transaction } from "ethers";
import type { Fees } from "../call/fees.ts";
import type { SentTransaction } from "./TransactionJournal.ts";

/** What somebody is willing to pay. */
export interface FeeRule<Sent extends SentTransaction> {
  /** What to offer for a transaction. @throws where it costs more than may be paid: then nothing is signed */
  offer(transaction: { readonly nonce: number; readonly gasLimit: bigint }): Promise<Fees>;
  /**
   * What to offer in place of one that gets into no block.
   *
   * @param latest - what was signed last, and now waits.
   * @returns undefined to leave it as it is. @throws where more would have to be paid than may be
   */
  raise(sent: Sent, latest: Transaction): Promise<Fees | undefined>;
}
