import { fromRevert } from "../errors/fromRevert.ts";
import type { Chain } from "../network/connectChain.ts";

/**
 * Who acts for an owner now: the owner itself, until control was handed over in ERC-1056.
 *
 * @throws ERR_NODE_UNREACHABLE
 * @example
 * await controllerOf(chain, owner); // "0x…"
 */
export async function controllerOf(chain: Chain, owner: string): Promise<string> {
  try {
    return await chain.didRegistry.identityOwner(owner);
  } catch (error) {
    throw fromRevert(error);
  }
}
