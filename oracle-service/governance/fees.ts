import type { Provider } from "ethers";

/** What a transaction offers for its gas, in wei, in the form the chain takes. */
export type Fees =
  | { readonly type: 0; readonly gasPrice: bigint }
  | { readonly type: 2; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** Nodes take another transaction of the same number only for a tenth more. */
const RAISE_PERMILLE = 1125n;

/** What the node says is usual now. Where gas is free, nothing. */
export async function feesNow(provider: Provider): Promise<Fees> {
  const [{ gasPrice, maxFeePerGas, maxPriorityFeePerGas }, block] = await Promise.all([
    provider.getFeeData(),
    provider.getBlock("latest"),
  ]);
  const isFree = (gasPrice ?? 0n) === 0n && (block?.baseFeePerGas ?? 0n) === 0n;
  if (isFree) return { type: 0, gasPrice: 0n };
  if (maxFeePerGas === null || maxPriorityFeePerGas === null) return { type: 0, gasPrice: gasPrice ?? 0n };
  return { type: 2, maxFeePerGas, maxPriorityFeePerGas };
}

/**
 * What to offer instead, in the same form.
 *
 * @returns undefined if what was offered is what is usual: then a higher fee would be money for nothing.
 */
export function raisedFees(offered: Fees, usual: Fees): Fees | undefined {
  const [old, wanted] = [partsOf(offered), partsOf(usual)];
  if (wanted.most <= old.most && wanted.tip <= old.tip) return undefined;
  const most = greater(wanted.most, raise(old.most));
  if (offered.type === 0) return { type: 0, gasPrice: most };
  const tip = greater(wanted.tip, raise(old.tip));
  return { type: 2, maxFeePerGas: greater(most, tip), maxPriorityFeePerGas: tip };
}

function partsOf(fees: Fees): { readonly most: bigint; readonly tip: bigint } {
  if (fees.type === 0) return { most: fees.gasPrice, tip: fees.gasPrice };
  return { most: fees.maxFeePerGas, tip: fees.maxPriorityFeePerGas };
}

/** Rounded up: of little, a tenth more is one more. */
const raise = (value: bigint): bigint => (value * RAISE_PERMILLE + 999n) / 1000n;
const greater = (one: bigint, other: bigint): bigint => (one > other ? one : other);
