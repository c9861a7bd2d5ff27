import type { PreparedRecord } from "./prepareRecord.ts";

/** A transaction, the organization's own work in a batch, and what it keeps back for the last item. */
const BATCH = 400_000;
/** The dearest item is under 142,000: docs/CONTRACTS.md. */
const ITEM = 150_000;
/** 16 to send it, 24 to decode, copy and hash it. */
const BYTE_SENT = 40;
/** Code on chain. */
const BYTE_KEPT = 200;

/**
 * The most gas a batch can take, where a node cannot estimate it: under the two-person rule the call reverts until it is
 * approved, and what is approved has to be decided before.
 *
 * @param size - bytes of calldata.
 */
export function mostGas(records: readonly PreparedRecord[], size: number): number {
  const kept = records.reduce((sum, { sealedPayload }) => sum + sealedPayload.length, 0);
  return BATCH + ITEM * records.length + BYTE_SENT * size + BYTE_KEPT * kept;
}
