import { CscssError } from "@cscss-me/sdk";
import type { FeeRule, Fees } from "@cscss-me/sdk/contracts";
import { dearerFees, feesOf, priceOf, requireAgreed, suggestedFees, tipOf } from "@cscss-me/sdk/contracts";
import type { Provider } from "ethers";
import { formatEther, Transaction } from "ethers";
import type { RelayJournal, SentRelay } from "./relayJournal.ts";

/**
 * The rule of the relayer's key: what is usual, as long as the key can pay it.
 *
 * @param options.mostPrice - for a unit of gas, in wei.
 */
export function relayFees(options: {
  readonly provider: Provider;
  readonly address: string;
  readonly journal: Pick<RelayJournal, "inState">;
  readonly mostPrice: bigint;
}): FeeRule<SentRelay> {
  const { provider, address, journal, mostPrice } = options;

  /** What there is to pay one with this nonce, in wei: those that go before it may take their part. */
  async function moneyLeft(nonce: number): Promise<bigint> {
    const balance = await provider.getBalance(address);
    const signed = await journal.inState("signed");
    const before = signed.filter((other) => other.nonce !== null && other.nonce < nonce);
    return before.reduce((left, { raw }) => (raw === null ? left : left - mostCostOf(raw)), balance);
  }

  /** The fees, if they may be paid. @throws ERR_GAS_PRICE, ERR_FUNDS */
  async function requirePayable(fees: Fees, gasLimit: bigint, nonce: number): Promise<Fees> {
    const cost = priceOf(requireAgreed(fees, mostPrice, "this service")) * gasLimit;
    const left = await moneyLeft(nonce);
    if (cost <= left) return fees;
    const problem = `It may cost ${formatEther(cost)} ether, and the relayer's key has ${formatEther(left)} left for it.`;
    throw new CscssError("ERR_FUNDS", problem, { details: { cost, left } });
  }

  return {
    offer: async ({ nonce, gasLimit }) => requirePayable(await suggestedFees(provider), gasLimit, nonce),
    async raise(_, latest) {
      const fees = raisedFees(feesOf(latest), await suggestedFees(provider));
      return fees && requirePayable(fees, latest.gasLimit, latest.nonce);
    },
  };
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

/** The most that a signed transaction takes of its account, in wei. */
function mostCostOf(raw: string): bigint {
  const signed = Transaction.from(raw);
  return priceOf(feesOf(signed)) * signed.gasLimit + signed.value;
}
