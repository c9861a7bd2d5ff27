import type { Signer } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import type { Revert } from "../errors/Revert.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { BatchInput } from "./BatchInput.ts";
import { encodeIssueBatch } from "./encodeIssueBatch.ts";
import { readRefusals } from "./readRefusals.ts";

/** What became of a batch. */
export interface BatchResult {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
  /** Refused records by their place in the batch, with the wallet's reason; the others are in their wallets. */
  readonly refused: ReadonlyMap<number, Revert>;
}

/**
 * Issues or amends prepared records in one transaction. A wallet that refuses costs only its own record.
 *
 * @param issuer - an account with the organization's issuer role.
 * @returns the transaction, and what was refused by its place in the batch.
 * @throws ERR_ARGUMENT for an empty or mixed batch; ERR_REVERTED if the organization may not issue, or for too little
 * gas; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const record = await prepareRecord(context, award);
 * const { refused } = await issueBatch(issuer, organization, { batch: 1n, keyNumber: 1, records: [record] });
 */
export async function issueBatch(issuer: Signer, organization: string, input: BatchInput): Promise<BatchResult> {
  const args = encodeIssueBatch(input);
  const contract = connectOrganization(organization, issuer);
  const receipt = await sendTransaction(() => contract.issueBatch(...args));
  return {
    transactionHash: receipt.hash,
    blockNumber: receipt.blockNumber,
    gasUsed: receipt.gasUsed,
    refused: readRefusals(organization, receipt.logs),
  };
}
