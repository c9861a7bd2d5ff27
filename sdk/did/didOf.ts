import { checksumAddress } from "../crypto/checksumAddress.ts";

/**
 * The one way this system writes a DID: chain id in lower-case hex, address with its checksum.
 *
 * @returns did:ethr:<chain id>:<address>.
 * @throws ERR_ARGUMENT if the address is none.
 * @source did:ethr method specification.
 * @example
 * didOf(31337n, "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"); // "did:ethr:0x7a69:0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
 */
export function didOf(chainId: bigint, address: string): string {
  return `did:ethr:0x${chainId.toString(16)}:${checksumAddress(address)}`;
}
