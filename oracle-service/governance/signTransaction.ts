import { feesOf, priceOf } from "@cscss-me/sdk/contracts";
import type { Provider, Wallet } from "ethers";
import { Transaction } from "ethers";
import { feesNow, raisedFees } from "./fees.ts";
import type { Purse } from "./payable.ts";
import { requirePayable } from "./payable.ts";

/** What is to be signed. */
export interface TransactionPlan {
  readonly to: string;
  readonly data: string;
  /** As estimated. */
  readonly gas: bigint;
  readonly nonce: number;
  readonly chainId: bigint;
}

/** A call keeps 1/64 of its gas back, and the state may change until it is mined. */
const GAS_PERCENT = 125n;

/** Who signs, what node is asked for fees, and what may be paid. */
export interface Signing {
  readonly account: Wallet;
  readonly provider: Provider;
  readonly purse: Purse;
}

/** Signs without sending, so that the bytes can be written down first. @throws ERR_GAS_PRICE, ERR_FUNDS */
export async function signTransaction(
  { account, provider, purse }: Signing,
  { gas, ...plan }: TransactionPlan,
): Promise<string> {
  const gasLimit = (gas * GAS_PERCENT) / 100n;
  const fees = requirePayable(await feesNow(provider), gasLimit, purse);
  return account.signTransaction({ ...plan, gasLimit, ...fees });
}

/**
 * Signs the same again for more, with the same number: of the two, the chain takes one.
 *
 * @returns undefined if it pays what is usual.
 * @throws ERR_GAS_PRICE, ERR_FUNDS if more may not be paid.
 */
export async function signDearer({ account, provider, purse }: Signing, raw: string): Promise<string | undefined> {
  const signed = Transaction.from(raw);
  const fees = raisedFees(feesOf(signed), await feesNow(provider));
  if (fees === undefined) return undefined;
  const { to, data, nonce, chainId, gasLimit } = signed;
  return account.signTransaction({ to, data, nonce, chainId, gasLimit, ...requirePayable(fees, gasLimit, purse) });
}

/** The most that a signed transaction takes of its account, in wei. */
export function mostCostOf(raw: string): bigint {
  const signed = Transaction.from(raw);
  return priceOf(feesOf(signed)) * signed.gasLimit + signed.value;
}
