import { AbiCoder, keccak256 } from "ethers";

/**
 * What people approve under the two-person rule: this very call of this organization on this chain, with its category,
 * key, items and payloads. The same as Organization.batchHashOf.
 *
 * @param call - the calldata of issueBatch.
 */
export function batchHashOf(chainId: bigint, organization: string, call: string): string {
  const values = [chainId, organization, keccak256(call)];
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "address", "bytes32"], values));
}
