import type { Signer } from "ethers";
import { ZeroAddress } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";
import { identityOwnerOf } from "./identityOwnerOf.ts";
import { requireController } from "./requireController.ts";

/**
 * Hands everything an owner has to another account: ERC-1056 `changeOwner`, which every wallet of the owner follows at
 * once. Then the wallet factory is told to note it, so that nothing here obeys the owner's first key again, whatever a
 * thief of that key does. Can be repeated until it is done.
 *
 * What it leaves: appointed delegates stay (listDelegates, dismissDelegate); later records are sealed to the old key
 * until changeEncryptionKey; sealed records still open with the key they were sealed to, which its holder has to keep.
 *
 * @param controller - acts for the owner now, pays, and has no right left afterwards.
 * @param handover.newController - **an account whose key is at hand**: nobody can take this back from outside.
 * @throws ERR_CONTROLLER if the account does not act for the owner, or the new one would be the owner itself or nobody;
 * ERR_ARGUMENT for an address that is none; ERR_REVERTED, ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @source ERC-1056, changeOwner.
 * @example
 * const newController = "0x7Ae7899FaddE83ba9B5382503eC2581568F33D78";
 * await rotateController(chain, holder, { owner, newController });
 */
export async function rotateController(
  chain: Chain,
  controller: Signer,
  handover: { readonly owner: string; readonly newController: string },
): Promise<void> {
  const owner = checksumAddress(handover.owner);
  const newController = checksumAddress(handover.newController);
  if (newController === ZeroAddress || newController === owner) {
    throw new CscssError(
      "ERR_CONTROLLER",
      `${newController} cannot take over: ERC-1056 would give control back to the owner's first key.`,
      { details: { owner, newController } },
    );
  }
  // By ERC-1056's own word: its first key may hand on what no wallet obeys it for any more.
  const inControl = await identityOwnerOf(chain, owner);
  if (inControl !== newController) {
    await requireController(owner, inControl, controller);
    const registry = chain.didRegistry.connect(controller);
    await sendTransaction(() => registry.changeOwner(owner, newController));
  }
  await sendTransaction(() => chain.walletFactory.connect(controller).noteController(owner));
}
