import type { Block, FeeData, Provider, Transaction } from "ethers";
import { formatUnits } from "ethers";

/** What a transaction offers for a unit of gas, in wei, in the form its chain takes. */
export type Fees =
  | { readonly type: 0; readonly gasPrice: bigint }
  | { readonly type: 2; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** Nodes take a transaction in place of another of the same number only for a tenth more; an eighth is surely more. */
const RAISE_BY = 8n;

/**
 * The fees a node suggests or a transaction offers; type 0 where there are no others. Never throws.
 *
 * @returns fees in wei.
 * @source EIP-1559.
 * @example
 * feesOf({ gasPrice: 30n, maxFeePerGas: null, maxPriorityFeePerGas: null }); // { type: 0, gasPrice: 30n }
 */
export function feesOf(
  source: Pick<FeeData | Transaction, "gasPrice" | "maxFeePerGas" | "maxPriorityFeePerGas">,
): Fees {
  const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = source;
  return maxFeePerGas === null || maxPriorityFeePerGas === null
    ? { type: 0, gasPrice: gasPrice ?? 0n }
    : { type: 2, maxFeePerGas, maxPriorityFeePerGas };
}

/** Whether gas costs nothing on a chain where a node says this: a price of 0, and no base fee. */
export function isFreeGas(gasPrice: bigint | null, block: Pick<Block, "baseFeePerGas"> | null): boolean {
  return (gasPrice ?? 0n) === 0n && (block?.baseFeePerGas ?? 0n) === 0n;
}

/**
 * What a node says is usual now. Where gas is free, nothing.
 *
 * @returns fees in wei.
 * @throws what the provider throws.
 * @example
 * const fees = await suggestedFees(provider);
 * console.log(inGwei(priceOf(fees)));
 */
export async function suggestedFees(provider: Provider): Promise<Fees> {
  const [suggested, block] = await Promise.all([provider.getFeeData(), provider.getBlock("latest")]);
  return isFreeGas(suggested.gasPrice, block) ? { type: 0, gasPrice: 0n } : feesOf(suggested);
}

/**
 * The most that a unit of gas costs at these fees. Never throws.
 *
 * @returns wei.
 * @example
 * priceOf({ type: 2, maxFeePerGas: 90n, maxPriorityFeePerGas: 2n }); // 90n
 */
export function priceOf(fees: Fees): bigint {
  return fees.type === 2 ? fees.maxFeePerGas : fees.gasPrice;
}

/**
 * A price of gas in words. Never throws.
 *
 * @param price - in wei.
 * @returns for instance "1.5 gwei".
 * @example
 * inGwei(1_500_000_000n); // "1.5 gwei"
 */
export function inGwei(price: bigint): string {
  return `${formatUnits(price, "gwei")} gwei`;
}

/**
 * What of it goes to whoever makes the block. Never throws.
 *
 * @returns wei.
 * @source EIP-1559.
 * @example
 * tipOf({ type: 2, maxFeePerGas: 90n, maxPriorityFeePerGas: 2n }); // 2n
 */
export function tipOf(fees: Fees): bigint {
  return fees.type === 2 ? fees.maxPriorityFeePerGas : fees.gasPrice;
}

/**
 * What to offer in place of a transaction that does not get into a block: an eighth more of each, or what is suggested
 * now if that is more. The form stays. Never throws.
 *
 * @param latest - what was offered last.
 * @param suggested - what the node suggests now.
 * @returns fees of the same form as the latest.
 * @example
 * dearerFees({ type: 0, gasPrice: 80n }, { type: 0, gasPrice: 60n }); // { type: 0, gasPrice: 91n }
 */
export function dearerFees(latest: Fees, suggested: Fees): Fees {
  const price = raise(priceOf(latest), priceOf(suggested));
  if (latest.type === 0) return { type: 0, gasPrice: price };
  const tip = raise(tipOf(latest), tipOf(suggested));
  // More than the whole fee no transaction can give away.
  if (tip > price) return { type: 2, maxFeePerGas: price, maxPriorityFeePerGas: price };
  return { type: 2, maxFeePerGas: price, maxPriorityFeePerGas: tip };
}

function raise(was: bigint, now: bigint): bigint {
  const least = was + was / RAISE_BY + 1n;
  return now > least ? now : least;
}
