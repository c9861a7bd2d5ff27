import { AbiCoder, keccak256 } from "ethers";
import { organizationInterface } from "../generated/Organization.ts";
import type { BatchInput } from "./BatchInput.ts";
import { encodeIssueBatch } from "./encodeIssueBatch.ts";

/**
 * What people approve under the two-person rule: one call that issues, to the byte, of one organization on one chain. It
 * covers the batch's number, category, key, items and payloads. The same as Organization.batchHashOf.
 *
 * @param call - the calldata of `issueBatch` or `issue`.
 * @returns 0x and 64 hex digits.
 * @throws ethers' INVALID_ARGUMENT for a call that is not hex, or an organization that is no address.
 * @example
 * batchHashOf(31337n, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "0x"); // "0x…"
 */
export function batchHashOf(chainId: bigint, organization: string, call: string): string {
  const values = [chainId, organization, keccak256(call)];
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "address", "bytes32"], values));
}

/**
 * batchHashOf the call that issueBatch sends for this batch.
 *
 * @returns 0x and 64 hex digits.
 * @throws ERR_ARGUMENT for an empty or mixed batch.
 * @example
 * const record = await prepareRecord(context, award);
 * const batchHash = hashBatch(chain.chainId, organization, { batch: 8n, keyNumber: 1, records: [record] });
 */
export function hashBatch(chainId: bigint, organization: string, input: BatchInput): string {
  const call = organizationInterface.encodeFunctionData("issueBatch", encodeIssueBatch(input));
  return batchHashOf(chainId, organization, call);
}
