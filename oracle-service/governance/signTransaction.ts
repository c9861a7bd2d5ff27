import type { Provider, Wallet } from "ethers";

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

/** Signs without sending, so that the bytes can be written down first. Where gas is free, offers nothing for it. */
export async function signTransaction(account: Wallet, provider: Provider, plan: TransactionPlan): Promise<string> {
  const { to, data, nonce, chainId } = plan;
  const [{ gasPrice, maxFeePerGas, maxPriorityFeePerGas }, block] = await Promise.all([
    provider.getFeeData(),
    provider.getBlock("latest"),
  ]);
  const isFree = (gasPrice ?? 0n) === 0n && (block?.baseFeePerGas ?? 0n) === 0n;
  const fees =
    isFree || maxFeePerGas === null || maxPriorityFeePerGas === null
      ? { type: 0, gasPrice: isFree ? 0n : (gasPrice ?? 0n) }
      : { type: 2, maxFeePerGas, maxPriorityFeePerGas };
  return account.signTransaction({ to, data, nonce, chainId, gasLimit: (plan.gas * GAS_PERCENT) / 100n, ...fees });
}
