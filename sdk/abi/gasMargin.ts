import type { ContractRunner, TransactionRequest } from "ethers";

/** No chain after the Fusaka upgrade mines a transaction with more. */
const MOST_GAS = 2n ** 24n;
/** What even a transaction of that size needs beyond its estimate: a call keeps 1/64 of its gas back. */
const LEAST_PERCENT = 6n;

/**
 * The gas limit for a transaction, from the node's estimate. Nodes estimate in another context than the one the transaction
 * is mined in: geth in the latest block's, where writing what that block wrote costs nothing (2,800 too little in the next),
 * GoQuorum on pending state, whose slots are warm (2,500). What is not used is not paid.
 *
 * @example
 * withGasMargin(100_000n); // 130000n
 */
export function withGasMargin(estimate: bigint): bigint {
  const wanted = estimate + estimate / 5n + 10_000n;
  const least = estimate + (estimate * LEAST_PERCENT) / 100n;
  if (wanted <= MOST_GAS) return wanted;
  return least > MOST_GAS ? least : MOST_GAS;
}

/** An account that adds the margin to every estimate of its own; where the caller names a gas limit, that one holds. */
export function runnerWithMargin<Runner extends ContractRunner>(runner: Runner): Runner {
  const { sendTransaction, estimateGas } = runner;
  if (sendTransaction === undefined || estimateGas === undefined) return runner;
  const send = async (transaction: TransactionRequest) => {
    const gasLimit = transaction.gasLimit ?? withGasMargin(await estimateGas.call(runner, transaction));
    return sendTransaction.call(runner, { ...transaction, gasLimit });
  };
  return new Proxy(runner, {
    get(target, name) {
      if (name === "sendTransaction") return send;
      const member: unknown = Reflect.get(target, name);
      // Accounts keep their keys in private members, which only they themselves may read.
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
