import type { Signer } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { SIG_AUTH } from "../did/sigAuth.ts";
import type { Chain } from "../network/connectChain.ts";
import { identityOwnerOf } from "./identityOwnerOf.ts";
import { requireController } from "./requireController.ts";

/**
 * Takes back an appointment at once. What the delegate presented before stays presented.
 *
 * @param controller - acts for the owner, and pays.
 * @throws ERR_CONTROLLER; ERR_ARGUMENT; ERR_REVERTED, ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @source ERC-1056, revokeDelegate with the type sigAuth.
 * @example
 * const delegate = "0x7Ae7899FaddE83ba9B5382503eC2581568F33D78";
 * await dismissDelegate(chain, holder, { owner, delegate });
 */
export async function dismissDelegate(
  chain: Chain,
  controller: Signer,
  appointment: { readonly owner: string; readonly delegate: string },
): Promise<void> {
  const [owner, delegate] = [appointment.owner, appointment.delegate].map(checksumAddress) as [string, string];
  await requireController(owner, await identityOwnerOf(chain, owner), controller);
  const registry = chain.didRegistry.connect(controller);
  await sendTransaction(() => registry.revokeDelegate(owner, SIG_AUTH, delegate));
}
