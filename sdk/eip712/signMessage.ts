import type { Signer } from "ethers";
import type { Eip712Type } from "./types.ts";
import { EIP712_TYPES } from "./types.ts";

/** Where a signed message counts: one contract on one chain. */
export interface Eip712Place {
  readonly chainId: bigint;
  readonly contract: string;
}

/**
 * The EIP-712 domain of every contract of this system. Never throws.
 *
 * @returns name "CSCSS ME", version "1", the chain and the contract.
 * @source EIP-712.
 * @example
 * eip712Domain({ chainId: 31337n, contract: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" }).name; // "CSCSS ME"
 */
export function eip712Domain({ chainId, contract }: Eip712Place) {
  return { name: "CSCSS ME", version: "1", chainId, verifyingContract: contract };
}

/**
 * Signs a message for a contract, as the person whose key the signer holds.
 *
 * @param type - the name of the message in EIP712_TYPES.
 * @param message - its fields: addresses and bytes in hex, numbers as number or bigint.
 * @returns 65 bytes in hex.
 * @throws what the signer throws, and ethers for a field that is missing or of another type.
 * @source EIP-712.
 * @example
 * const place = { chainId: chain.chainId, contract: wallet };
 * const signature = await signMessage(holder, place, "Deactivate", { nonce: 0n, deadline });
 */
export function signMessage(
  signer: Signer,
  place: Eip712Place,
  type: Eip712Type,
  message: Readonly<Record<string, unknown>>,
): Promise<string> {
  return signer.signTypedData(eip712Domain(place), { [type]: [...EIP712_TYPES[type]] }, message);
}
