import { keccak_256 } from "@noble/hashes/sha3";
import { hexlify } from "ethers";
import { ServiceError } from "../errors/ServiceError.ts";

/** Papers that arrived whole. */
export interface ReceivedPapers {
  readonly bytes: Buffer;
  /** keccak256, as the chain names it. */
  readonly hash: string;
}

/**
 * Reads papers to their end. Hashes piece by piece: all at once would keep others waiting for as long as a second.
 *
 * @throws ERR_BODY_SIZE, ERR_TOO_SLOW if they end too early.
 */
export async function receivePapers(papers: AsyncIterable<Uint8Array>, mostBytes: number): Promise<ReceivedPapers> {
  const pieces: Uint8Array[] = [];
  const hash = keccak_256.create();
  let length = 0;
  try {
    for await (const piece of papers) {
      length += piece.length;
      if (length > mostBytes) break;
      hash.update(piece);
      pieces.push(piece);
    }
  } catch (cause) {
    throw new ServiceError("ERR_TOO_SLOW", "The papers did not arrive whole.", { cause });
  }
  if (length > mostBytes) throw new ServiceError("ERR_BODY_SIZE", `Papers may have ${mostBytes} bytes.`);
  return { bytes: Buffer.concat(pieces), hash: hexlify(hash.digest()) };
}
