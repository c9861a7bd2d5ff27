import { fromRevert } from "../errors/fromRevert.ts";
import type { Chain } from "../network/connectChain.ts";

/**
 * Who may change an owner's identity in ERC-1056. Wallets obey the same account but for the case controllerOf tells of.
 *
 * @throws ERR_NODE_UNREACHABLE
 */
export async function identityOwnerOf(chain: Chain, owner: string): Promise<string> {
  try {
    return await chain.didRegistry.identityOwner(owner);
  } catch (error) {
    throw fromRevert(error);
  }
}
