import type { ContractTransactionReceipt, ContractTransactionResponse } from "ethers";
import { isError } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import { fromRevert } from "../errors/fromRevert.ts";

/**
 * Sends a transaction and waits until it is mined.
 *
 * @param send - calls the contract's method.
 * @returns the receipt.
 * @throws ERR_REVERTED where the contract refuses; ERR_OUT_OF_GAS; ERR_ARGUMENT for values that do not fit it;
 * ERR_FUNDS; ERR_NODE_REFUSED, ERR_NODE_UNREACHABLE.
 * @example
 * const contract = connectOrganization(organization, admin);
 * const receipt = await sendTransaction(() => contract.setApprovalsRequired(1));
 */
export async function sendTransaction(
  send: () => Promise<ContractTransactionResponse>,
): Promise<ContractTransactionReceipt> {
  try {
    const sent = await send();
    const receipt = await sent.wait().catch((error: unknown) => {
      throw outOfGas(error, sent) ?? error;
    });
    if (receipt !== null) return receipt;
  } catch (error) {
    throw fromRevert(error);
  }
  throw new CscssError("ERR_NODE_UNREACHABLE", "The node lost sight of the transaction. Look whether it was mined.");
}

/** A transaction that was mined and failed with all its gas used; undefined for any other failure, which has words of its own. */
function outOfGas(error: unknown, { hash, gasLimit }: ContractTransactionResponse): CscssError | undefined {
  const gasUsed = isError(error, "CALL_EXCEPTION") ? error.receipt?.gasUsed : undefined;
  // A contract that calls another keeps 1/64 back, and ends with it unused.
  if (gasUsed === undefined || gasUsed < gasLimit - gasLimit / 64n) return undefined;
  const problem = `The transaction ${hash} ran out of gas: it had ${gasLimit}, as the node estimated with a margin, and used ${gasUsed}. It changed nothing.`;
  return new CscssError("ERR_OUT_OF_GAS", problem, { cause: error, details: { transaction: hash, gasLimit, gasUsed } });
}
