import type { FeeData } from "ethers";
import { Transaction } from "ethers";

/** What a transaction pays for its gas, in wei. */
export type Fees =
  | { readonly type: 0; readonly gasPrice: bigint }
  | { readonly type: 2; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** Nodes take a transaction in place of another only for a tenth more; an eighth is what they do themselves. */
const RAISE_BY = 8n;
/** Whoever agreed to a cost must not find a bill without end: no more than this many times the first fee. */
const MOST_TIMES = 10n;

/** The fees a node suggests; type 0 where it knows of no others. */
export function feesOf({ gasPrice, maxFeePerGas, maxPriorityFeePerGas }: FeeData): Fees {
  return maxFeePerGas === null || maxPriorityFeePerGas === null
    ? { type: 0, gasPrice: gasPrice ?? 0n }
    : { type: 2, maxFeePerGas, maxPriorityFeePerGas };
}

/** What a signed transaction pays. */
export function feesIn(raw: string): Fees {
  const { type, gasPrice, maxFeePerGas, maxPriorityFeePerGas } = Transaction.from(raw);
  return type === 2
    ? { type: 2, maxFeePerGas: maxFeePerGas ?? 0n, maxPriorityFeePerGas: maxPriorityFeePerGas ?? 0n }
    : { type: 0, gasPrice: gasPrice ?? 0n };
}

/**
 * What to pay in place of a transaction that does not get into a block: an eighth more, or what the node suggests now
 * if that is more.
 *
 * @param first - what the first of these transactions paid.
 * @returns undefined where gas is free, so that a higher fee changes nothing, and where the limit is reached.
 */
export function raisedFees(latest: Fees, first: Fees, suggested: Fees): Fees | undefined {
  const raise = (was: bigint, now: bigint): bigint => {
    const least = was + was / RAISE_BY + 1n;
    if (now > least) return now;
    return least;
  };
  if (latest.type === 0) {
    const gasPrice = raise(latest.gasPrice, priceOf(suggested));
    return latest.gasPrice === 0n || gasPrice > priceOf(first) * MOST_TIMES ? undefined : { type: 0, gasPrice };
  }
  const tip = suggested.type === 2 ? suggested.maxPriorityFeePerGas : suggested.gasPrice;
  const maxFeePerGas = raise(latest.maxFeePerGas, priceOf(suggested));
  if (maxFeePerGas > priceOf(first) * MOST_TIMES) return undefined;
  const raised = raise(latest.maxPriorityFeePerGas, tip);
  // More than the whole fee no transaction can give away.
  if (raised > maxFeePerGas) return { type: 2, maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas };
  return { type: 2, maxFeePerGas, maxPriorityFeePerGas: raised };
}

function priceOf(fees: Fees): bigint {
  return fees.type === 2 ? fees.maxFeePerGas : fees.gasPrice;
}
