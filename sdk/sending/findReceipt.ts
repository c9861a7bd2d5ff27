import type { Provider, TransactionReceipt } from "ethers";

/** The receipt of whichever of these transactions is in a block: of those that share a nonce, one at most. */
export async function findReceipt(
  node: Pick<Provider, "getTransactionReceipt">,
  hashes: readonly string[],
): Promise<TransactionReceipt | null> {
  for (const hash of hashes.toReversed()) {
    const receipt = await node.getTransactionReceipt(hash);
    if (receipt !== null) return receipt;
  }
  return null;
}
