import type { Fees } from "@cscss-me/sdk/contracts";
import { dearerFees, feesOf, priceOf, tipOf } from "@cscss-me/sdk/contracts";
import type { Provider } from "ethers";

/** What the node says is usual now. Where gas is free, nothing. */
export async function feesNow(provider: Provider): Promise<Fees> {
  const [suggested, block] = await Promise.all([provider.getFeeData(), provider.getBlock("latest")]);
  const isFree = (suggested.gasPrice ?? 0n) === 0n && (block?.baseFeePerGas ?? 0n) === 0n;
  return isFree ? { type: 0, gasPrice: 0n } : feesOf(suggested);
}

/**
 * What to offer instead, in the same form.
 *
 * @returns undefined if what was offered is what is usual: then a higher fee would be money for nothing.
 */
export function raisedFees(offered: Fees, usual: Fees): Fees | undefined {
  const isUsual = priceOf(usual) <= priceOf(offered) && tipOf(usual) <= tipOf(offered);
  return isUsual ? undefined : dearerFees(offered, usual);
}
