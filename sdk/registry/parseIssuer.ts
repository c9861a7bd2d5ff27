import { checksumAddress } from "../crypto/checksumAddress.ts";
import { parseDid } from "../did/parseDid.ts";
import { CscssError } from "../errors/CscssError.ts";

/**
 * The address of an organization that is named by its DID or its address.
 *
 * @returns the address in checksum form.
 * @throws ERR_DID, ERR_ARGUMENT if it is neither, strictly written; ERR_CHAIN for a DID of another chain.
 * @example
 * parseIssuer(31337n, "did:ethr:0x7a69:0x70997970C51812dc3A010C7d01b50e0d17dc79C8"); // "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
 */
export function parseIssuer(chainId: bigint, text: string): string {
  if (!text.startsWith("did:")) return checksumAddress(text);
  const did = parseDid(text);
  if (did.chainId === chainId) return did.address;
  throw new CscssError("ERR_CHAIN", `${text} belongs to chain ${did.chainId}, not to chain ${chainId} asked here.`);
}
