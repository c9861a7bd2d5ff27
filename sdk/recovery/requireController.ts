import type { Signer } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";
import { controllerOf } from "./controllerOf.ts";

/**
 * Makes sure that an account acts for an owner, before a transaction is paid for that ERC-1056 would refuse.
 *
 * @throws ERR_CONTROLLER naming who acts for the owner; ERR_NODE_UNREACHABLE.
 */
export async function requireController(chain: Chain, owner: string, account: Signer): Promise<void> {
  const [controller, address] = [await controllerOf(chain, owner), await account.getAddress()];
  if (controller === address) return;
  throw new CscssError("ERR_CONTROLLER", `${address} does not act for ${owner}; ${controller} does.`, {
    details: { owner, account: address, controller },
  });
}
