import type { NodeProvider } from "../network/connectNode.ts";

/** No chain after the Fusaka upgrade mines a transaction with more. */
const MOST_GAS = 2 ** 24;
/** GoQuorum takes 64 KB of transaction; what is not data takes the rest. */
const MOST_DATA = 64 * 1024 - 1024;

/** How large a transaction may be. */
export interface BatchLimits {
  readonly gas: number;
  /** Bytes of calldata. */
  readonly data: number;
}

/** Limits by the chain's own block: a whole number of transactions fills one, or it would go out half empty. */
export async function readBatchLimits(node: NodeProvider): Promise<BatchLimits> {
  const block = Number((await node.getBlock("latest"))?.gasLimit ?? 0n);
  const perBlock = Math.max(1, Math.ceil(block / MOST_GAS));
  // Very large blocks are not meant to be filled.
  return { gas: Math.min(Math.floor(block / perBlock), MOST_GAS), data: MOST_DATA };
}
