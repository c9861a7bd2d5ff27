import type { Signer } from "ethers";
import { ZeroAddress } from "ethers";
import { CscssError } from "../errors/CscssError.ts";

/**
 * Makes sure that an account acts for an owner, before a transaction is paid for that is refused or has no effect.
 *
 * @param controller - who acts for the owner, by controllerOf or identityOwnerOf; the zero address for nobody.
 * @throws ERR_CONTROLLER naming who acts for the owner.
 */
export async function requireController(owner: string, controller: string, account: Signer): Promise<void> {
  const address = await account.getAddress();
  if (controller === address) return;
  const who =
    controller === ZeroAddress ? "nobody does until control is handed on with rotateController" : `${controller} does`;
  throw new CscssError("ERR_CONTROLLER", `${address} does not act for ${owner}; ${who}.`, {
    details: { owner, account: address, controller },
  });
}
