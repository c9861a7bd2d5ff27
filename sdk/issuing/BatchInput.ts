import type { PreparedRecord } from "./prepareRecord.ts";

/** A batch to issue. */
export interface BatchInput {
  /** The issuer's own number of the batch; it comes back in the events. */
  readonly batch: bigint;
  /** The signing key the tokens were signed with. */
  readonly keyNumber: number;
  /** All of one category. */
  readonly records: readonly PreparedRecord[];
}
