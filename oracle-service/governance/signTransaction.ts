import type { Provider, Wallet } from "ethers";
import { Transaction } from "ethers";
import { feesOf } from "../../sdk/contract/fees.ts";
import { feesNow, raisedFees } from "./fees.ts";

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

/** Signs without sending, so that the bytes can be written down first. */
export async function signTransaction(account: Wallet, provider: Provider, plan: TransactionPlan): Promise<string> {
  const { to, data, nonce, chainId, gas } = plan;
  const fees = await feesNow(provider);
  return account.signTransaction({ to, data, nonce, chainId, gasLimit: (gas * GAS_PERCENT) / 100n, ...fees });
}

/**
 * Signs the same again for more, with the same number: of the two, the chain takes one.
 *
 * @returns undefined if it pays what is usual.
 */
export async function signDearer(account: Wallet, provider: Provider, raw: string): Promise<string | undefined> {
  const signed = Transaction.from(raw);
  const fees = raisedFees(feesOf(signed), await feesNow(provider));
  if (fees === undefined) return undefined;
  const { to, data, nonce, chainId, gasLimit } = signed;
  return account.signTransaction({ to, data, nonce, chainId, gasLimit, ...fees });
}
