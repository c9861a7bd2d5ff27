import type { ContractTransactionReceipt, ContractTransactionResponse } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import { fromRevert } from "../errors/fromRevert.ts";

/**
 * Sends a transaction and waits until it is mined.
 *
 * @param send - calls the contract's method.
 * @returns the receipt.
 * @throws ERR_REVERTED where the contract refuses; ERR_ARGUMENT for values that do not fit it; ERR_FUNDS;
 * ERR_NODE_REFUSED, ERR_NODE_UNREACHABLE.
 * @example
 * const contract = connectOrganization(organization, admin);
 * const receipt = await sendTransaction(() => contract.setApprovalsRequired(1));
 */
export async function sendTransaction(
  send: () => Promise<ContractTransactionResponse>,
): Promise<ContractTransactionReceipt> {
  try {
    const receipt = await (await send()).wait();
    if (receipt !== null) return receipt;
  } catch (error) {
    throw fromRevert(error);
  }
  throw new CscssError("ERR_NODE_UNREACHABLE", "The node lost sight of the transaction. Look whether it was mined.");
}
