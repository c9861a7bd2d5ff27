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
 */
export function batchHashOf(chainId: bigint, organization: string, call: string): string {
  const values = [chainId, organization, keccak256(call)];
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "address", "bytes32"], values));
}

/** batchHashOf the call that issueBatch sends for this batch. */
export function hashBatch(chainId: bigint, organization: string, input: BatchInput): string {
  const call = organizationInterface.encodeFunctionData("issueBatch", encodeIssueBatch(input));
  return batchHashOf(chainId, organization, call);
}
