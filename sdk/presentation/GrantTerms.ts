import { AbiCoder, keccak256 } from "ethers";

/** What a grant opens to whom. On chain stands only its hash; the clear text travels in the key binding. */
export interface GrantTerms {
  /** 32 bytes in hex; without it nobody can guess the rest from the hash. */
  readonly salt: string;
  /** Whom it is for; "any" for whoever holds the presentation. */
  readonly audience: string;
  readonly purpose: string;
  /** 0x and 32 hex digits each. */
  readonly recordIds: readonly string[];
}

/**
 * The commitment of a grant: keccak256 of the ABI encoding of (bytes32 salt, string audience, string purpose, bytes16[]
 * recordIds).
 *
 * @returns 0x and 64 hex digits.
 * @throws ethers' INVALID_ARGUMENT for a salt that is not 32 bytes or a recordId that is not 16.
 * @example
 * grantCommitment({
 *   salt: "0x0000000000000000000000000000000000000000000000000000000000000000",
 *   audience: "any",
 *   purpose: "Personnel file",
 *   recordIds: ["0x11111111111111111111111111111111"],
 * }); // "0x97bef498df3bf56587cfd7b47a43d4bb8a135d7200f51e2ef567dc1e1a8d9cf7"
 */
export function grantCommitment({ salt, audience, purpose, recordIds }: GrantTerms): string {
  const types = ["bytes32", "string", "string", "bytes16[]"];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, [salt, audience, purpose, recordIds]));
}
