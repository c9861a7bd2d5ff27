import type { FeeData } from "ethers";
import { formatEther } from "ethers";
import type { Fees } from "../call/fees.ts";
import { dearerFees, feesOf, inGwei, priceOf } from "../call/fees.ts";
import type { FeeRule } from "../sending/FeeRule.ts";
import { requireAgreed } from "../sending/requireAgreed.ts";
import type { SentTransaction } from "../sending/TransactionJournal.ts";

/** Prices move while a class is issued; whoever agreed to a cost must not find a bill of another size. */
const MOST_TIMES = 2n;

/**
 * The most that may come to be paid for a unit of gas where somebody agreed to this price. Never throws.
 *
 * @param agreed - wei for a unit of gas.
 * @returns wei for a unit of gas: twice as much.
 * @example
 * mostPrice(30n); // 60n
 */
export function mostPrice(agreed: bigint): bigint {
  return agreed * MOST_TIMES;
}

/**
 * What so much gas costs, in words. Never throws.
 *
 * @param gas - units.
 * @param price - wei for a unit.
 * @returns an English phrase.
 * @example
 * costInWords(1_000_000, 0n); // "free here"
 */
export function costInWords(gas: number, price: bigint): string {
  return price === 0n
    ? "free here"
    : `${formatEther(BigInt(gas) * price)} ether in all at ${inGwei(price)}, today's price`;
}

/**
 * What to pay in place of a transaction that does not get into a block.
 *
 * @param most - for a unit of gas, in wei.
 * @returns undefined where gas is free, so that a higher fee changes nothing, and where as much is offered as may be.
 */
export function raisedFees(latest: Fees, suggested: Fees, most: bigint): Fees | undefined {
  const dearer = dearerFees(latest, suggested);
  return priceOf(latest) === 0n || priceOf(dearer) > most ? undefined : dearer;
}

/**
 * The rule of a run that somebody agreed to: it stops rather than offer more.
 *
 * @param feeData - asks the node.
 * @param most - for a unit of gas, in wei.
 */
export function agreedFees(feeData: () => Promise<FeeData>, most: bigint): FeeRule<SentTransaction> {
  const suggested = async () => requireAgreed(feesOf(await feeData()), most);
  return {
    offer: suggested,
    raise: async (_, latest) => raisedFees(feesOf(latest), await suggested(), most),
  };
}
