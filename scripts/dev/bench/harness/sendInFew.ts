import type { TransactionReceipt, Wallet } from "ethers";

/** What a transaction may use since Fusaka (EIP-7825), here and on other chains. */
export const TRANSACTION_GAS = 2n ** 24n;

/** A call, without who sends it. */
export interface Call {
  readonly to: string;
  readonly data: string;
}

/** What it took to send everything. */
export interface Sent {
  readonly gas: bigint;
  readonly receipts: readonly TransactionReceipt[];
}

/**
 * Sends items in as few transactions as the gas limit of a transaction allows, evenly filled.
 *
 * @param encode - the call for a part of the items.
 * @throws whatever the node says if not even one item fits.
 */
export async function sendInFew<Item>(
  sender: Wallet,
  items: readonly Item[],
  encode: (part: readonly Item[]) => Call,
): Promise<Sent> {
  const size = await partSize(sender, items, encode);
  const receipts: TransactionReceipt[] = [];
  for (let from = 0; from < items.length; from += size) {
    receipts.push(await send(sender, encode(items.slice(from, from + size))));
  }
  return { gas: receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n), receipts };
}

/** Sends one call with what the node estimates and 5 % more, as a program would that does not know its gas. */
export async function sendEstimated(sender: Wallet, call: Call): Promise<TransactionReceipt> {
  const estimate = await sender.estimateGas(call);
  const receipt = await (await sender.sendTransaction({ ...call, gasLimit: (estimate * 105n) / 100n })).wait();
  if (receipt === null) throw new Error("The chain lost sight of a transaction.");
  return receipt;
}

/** Sends one call with all the gas a transaction may have, and waits for it. */
export async function send(sender: Wallet, call: Call): Promise<TransactionReceipt> {
  const receipt = await (await sender.sendTransaction({ ...call, gasLimit: TRANSACTION_GAS })).wait();
  if (receipt === null) throw new Error("The chain lost sight of a transaction.");
  return receipt;
}

/** The largest even part that goes through. Items cost about the same, so the first part speaks for all. */
async function partSize<Item>(
  sender: Wallet,
  items: readonly Item[],
  encode: (part: readonly Item[]) => Call,
): Promise<number> {
  for (let parts = 1; ; parts++) {
    const size = Math.ceil(items.length / parts);
    try {
      await sender.call({ ...encode(items.slice(0, size)), from: sender.address, gasLimit: TRANSACTION_GAS });
      return size;
    } catch (error) {
      if (size === 1) throw error;
    }
  }
}
