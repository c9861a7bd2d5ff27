import type { Block } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "./connectChain.ts";

/** The node's newest block, for reading several things at one. @throws ERR_NODE_UNREACHABLE if it gives none */
export async function newestBlock({ provider }: Chain): Promise<Block> {
  const block = await provider.getBlock("latest");
  if (block === null) throw new CscssError("ERR_NODE_UNREACHABLE", "The node gives no newest block. Try again.");
  return block;
}
