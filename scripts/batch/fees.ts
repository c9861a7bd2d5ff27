import type { FeeData } from "ethers";
import { formatEther, formatUnits, Transaction } from "ethers";
import { CscssError } from "../../sdk/errors/CscssError.ts";

/** What a transaction pays for its gas, in wei. */
export type Fees =
  | { readonly type: 0; readonly gasPrice: bigint }
  | { readonly type: 2; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** Nodes take a transaction in place of another only for a tenth more; an eighth is what they do themselves. */
const RAISE_BY = 8n;
/** Prices move while a class is issued; whoever agreed to a cost must not find a bill of another size. */
const MOST_TIMES = 2n;

/** The fees a node suggests; type 0 where it knows of no others. */
export function feesOf({ gasPrice, maxFeePerGas, maxPriorityFeePerGas }: FeeData): Fees {
  return maxFeePerGas === null || maxPriorityFeePerGas === null
    ? { type: 0, gasPrice: gasPrice ?? 0n }
    : { type: 2, maxFeePerGas, maxPriorityFeePerGas };
}

/** The most that a unit of gas costs at these fees, in wei. */
export function priceOf(fees: Fees): bigint {
  return fees.type === 2 ? fees.maxFeePerGas : fees.gasPrice;
}

/** The most that may come to be paid for a unit of gas where somebody agreed to this price. */
export function mostPrice(agreed: bigint): bigint {
  return agreed * MOST_TIMES;
}

/** The fees, if they are within what was agreed to. @throws ERR_GAS_PRICE */
export function requireAgreed(fees: Fees, most: bigint): Fees {
  const price = priceOf(fees);
  if (price <= most) return fees;
  const problem = `Gas costs ${inGwei(price)} now, and this run may pay ${inGwei(most)} at most. Nothing more is sent.`;
  throw new CscssError("ERR_GAS_PRICE", problem, { details: { price, most } });
}

/** What so much gas costs, in words. */
export function costInWords(gas: number, price: bigint): string {
  return price === 0n
    ? "free here"
    : `${formatEther(BigInt(gas) * price)} ether in all at ${inGwei(price)}, today's price`;
}

/** A price of gas in words. */
export function inGwei(price: bigint): string {
  return `${formatUnits(price, "gwei")} gwei`;
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
 * @param most - for a unit of gas, in wei.
 * @returns undefined where gas is free, so that a higher fee changes nothing, and where as much is offered as may be.
 */
export function raisedFees(latest: Fees, suggested: Fees, most: bigint): Fees | undefined {
  const raise = (was: bigint, now: bigint): bigint => {
    const least = was + was / RAISE_BY + 1n;
    if (now > least) return now;
    return least;
  };
  if (latest.type === 0) {
    const gasPrice = raise(latest.gasPrice, priceOf(suggested));
    return latest.gasPrice === 0n || gasPrice > most ? undefined : { type: 0, gasPrice };
  }
  const tip = suggested.type === 2 ? suggested.maxPriorityFeePerGas : suggested.gasPrice;
  const maxFeePerGas = raise(latest.maxFeePerGas, priceOf(suggested));
  if (maxFeePerGas > most) return undefined;
  const raised = raise(latest.maxPriorityFeePerGas, tip);
  // More than the whole fee no transaction can give away.
  if (raised > maxFeePerGas) return { type: 2, maxFeePerGas, maxPriorityFeePerGas: maxFeePerGas };
  return { type: 2, maxFeePerGas, maxPriorityFeePerGas: raised };
}
