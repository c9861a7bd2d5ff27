import { CscssError } from "../errors/CscssError.ts";
import { didOf } from "./didOf.ts";

/** A did:ethr taken apart. */
export interface ParsedDid {
  readonly chainId: bigint;
  /** With its checksum. */
  readonly address: `0x${string}`;
}

const DID = /^did:ethr:0x([1-9a-f][0-9a-f]{0,15}):(0x[0-9a-fA-F]{40})$/;

/**
 * Takes a DID apart if it is written in the one way of didOf: the same DID in other letters, with a network's name, a
 * query, a fragment or a path is refused, because two readers might take it for two.
 *
 * @returns chain id and address.
 * @throws ERR_DID
 * @source did:ethr method specification.
 * @example
 * parseDid("did:ethr:0x7a69:0x70997970C51812dc3A010C7d01b50e0d17dc79C8").chainId; // 31337n
 * parseDid("did:ethr:0x70997970C51812dc3A010C7d01b50e0d17dc79C8"); // throws ERR_DID
 */
export function parseDid(did: string): ParsedDid {
  const [, chain = "", address = ""] = DID.exec(did) ?? [];
  const chainId = BigInt(`0x${chain || "0"}`);
  if (address === "" || !isCanonical(did, chainId, address)) {
    throw new CscssError(
      "ERR_DID",
      `"${did}" is not did:ethr:<chain id in lower-case hex>:<address with its checksum>. Use the DID as it was issued.`,
      { details: { did } },
    );
  }
  return { chainId, address: address as `0x${string}` };
}

function isCanonical(did: string, chainId: bigint, address: string): boolean {
  try {
    return didOf(chainId, address) === did;
  } catch {
    // A wrong checksum: then it is not the canonical text either.
    return false;
  }
}
