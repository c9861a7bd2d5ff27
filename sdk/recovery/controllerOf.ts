import { fromRevert } from "../errors/fromRevert.ts";
import type { Chain } from "../network/connectChain.ts";

/**
 * Whom the wallets of an owner obey now: the owner itself, until control was handed over in ERC-1056. From then on never the
 * owner's first key again, even if ERC-1056 names it: then it is nobody, the zero address, until control is handed on.
 *
 * @param chain - of the generation whose wallets are meant: each remembers for itself.
 * @returns an address in checksum form.
 * @throws ERR_NODE_UNREACHABLE
 * @source DESIGN.md section 4: a wallet that has once seen another controller never again obeys the owner address
 * @example
 * await controllerOf(chain, owner); // "0x…"
 */
export async function controllerOf(chain: Chain, owner: string): Promise<string> {
  try {
    return await chain.walletFactory.controllerOf(owner);
  } catch (error) {
    throw fromRevert(error);
  }
}
