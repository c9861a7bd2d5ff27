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

/** The commitment of a grant: keccak256 of the ABI encoding of (bytes32 salt, string audience, string purpose, bytes16[] recordIds). */
export function grantCommitment({ salt, audience, purpose, recordIds }: GrantTerms): string {
  const types = ["bytes32", "string", "string", "bytes16[]"];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, [salt, audience, purpose, recordIds]));
}
