import { CscssError } from "@cscss-me/sdk";
import type { Fees } from "@cscss-me/sdk/contracts";
import { inGwei, priceOf } from "@cscss-me/sdk/contracts";
import { formatEther } from "ethers";

/** What may be paid for one transaction, in wei. */
export interface Purse {
  /** For all its gas. */
  readonly wei: bigint;
  /** For a unit of gas. */
  readonly mostPrice: bigint;
}

/**
 * The fees, if the purse pays them. What is usual is what one node says, and it may lie: nothing above is ever signed.
 *
 * @throws ERR_GAS_PRICE, ERR_FUNDS
 */
export function requirePayable(fees: Fees, gasLimit: bigint, { wei: left, mostPrice }: Purse): Fees {
  const price = priceOf(fees);
  if (price > mostPrice) {
    const problem = `Gas costs ${inGwei(price)} now, and this service pays ${inGwei(mostPrice)} at most.`;
    throw new CscssError("ERR_GAS_PRICE", problem, { details: { price, most: mostPrice } });
  }
  const cost = price * gasLimit;
  if (cost <= left) return fees;
  const problem = `It may cost ${formatEther(cost)} ether, and the relayer's key has ${formatEther(left)} left for it.`;
  throw new CscssError("ERR_FUNDS", problem, { details: { cost, left } });
}
