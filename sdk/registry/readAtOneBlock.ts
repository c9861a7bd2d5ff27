import { ZeroAddress, ZeroHash } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import type { Answer } from "../generated/structs.ts";
import type { Node } from "../network/Node.ts";
import type { ReadBlock } from "./Standing.ts";

/** What to hand to every call, so that all of them are answered from the same block. */
export interface AtBlock {
  readonly blockTag: number;
}

/**
 * Asks the lens about organizations, then makes further reads at the very block it answered from.
 *
 * @param read - gets the lens's answers, in the order of `issuers`.
 * @throws ERR_NODE_* whenever the node gives cause for doubt; ERR_NODE_BLOCK if the block was replaced meanwhile.
 */
export async function readAtOneBlock<Value>(
  node: Node,
  issuers: readonly string[],
  read: (answers: readonly Answer[], at: AtBlock, block: ReadBlock) => Promise<Value>,
): Promise<{ readonly value: Value; readonly block: ReadBlock }> {
  const { block, answers } = await node.read(issuers.map(queryAbout));
  try {
    const value = await read(answers, { blockTag: block.number }, block);
    // Calls name the block by its number: only if that is still the same block do the answers belong together.
    const now = await node.chain.provider.getBlock(block.number);
    if (now?.hash === block.hash) return { value, block };
  } catch (cause) {
    if (cause instanceof CscssError) throw cause;
    throw new CscssError("ERR_NODE_UNREACHABLE", "The node does not answer as it should. Try again.", { cause });
  }
  throw new CscssError("ERR_NODE_BLOCK", `Block ${block.number} was replaced during the reads. Try again.`);
}

/** The lens's question about an organization alone, without a record. */
export function queryAbout(issuer: string) {
  return { issuer, wallet: ZeroAddress, accessKey: ZeroHash, presenters: [], grantId: ZeroHash };
}
