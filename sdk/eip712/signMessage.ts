import type { Signer } from "ethers";
import type { Eip712Type } from "./types.ts";
import { EIP712_TYPES } from "./types.ts";

/** Where a signed message counts: one contract on one chain. */
export interface Eip712Place {
  readonly chainId: bigint;
  readonly contract: string;
}

/** The EIP-712 domain of every contract of this system. */
export function eip712Domain({ chainId, contract }: Eip712Place) {
  return { name: "CSCSS ME", version: "1", chainId, verifyingContract: contract };
}

/**
 * Signs a message for a contract, as the person whose key the signer holds.
 *
 * @returns 65 bytes in hex.
 */
export function signMessage(
  signer: Signer,
  place: Eip712Place,
  type: Eip712Type,
  message: Readonly<Record<string, unknown>>,
): Promise<string> {
  return signer.signTypedData(eip712Domain(place), { [type]: [...EIP712_TYPES[type]] }, message);
}
