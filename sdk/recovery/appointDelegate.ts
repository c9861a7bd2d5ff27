import type { Signer } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { SIG_AUTH } from "../did/sigAuth.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";
import { controllerOf } from "./controllerOf.ts";
import { requireController } from "./requireController.ts";

/**
 * Appoints an account that may present all of an owner's credentials for a time: another device, or somebody trusted.
 * It can do nothing else: no act on a wallet, no grant. It presents with answerRequest and its own signer. It also
 * needs the credential itself, for instance from exportSdJwt.
 *
 * @param controller - acts for the owner, and pays.
 * @param appointment.validity - seconds from the block the transaction is mined in.
 * @throws ERR_CONTROLLER; ERR_ARGUMENT for an address or a validity that is none; ERR_REVERTED, ERR_FUNDS,
 * ERR_NODE_UNREACHABLE.
 * @source ERC-1056, addDelegate with the type sigAuth.
 * @example
 * const delegate = "0x7Ae7899FaddE83ba9B5382503eC2581568F33D78";
 * await appointDelegate(chain, holder, { owner, delegate, validity: 30 * 86_400 });
 */
export async function appointDelegate(
  chain: Chain,
  controller: Signer,
  appointment: { readonly owner: string; readonly delegate: string; readonly validity: number },
): Promise<void> {
  const { validity } = appointment;
  const owner = checksumAddress(appointment.owner);
  const delegate = checksumAddress(appointment.delegate);
  if (!Number.isSafeInteger(validity) || validity <= 0) {
    throw new CscssError("ERR_ARGUMENT", `${validity} is not a time to appoint somebody for. Give whole seconds.`);
  }
  await requireController(owner, await controllerOf(chain, owner), controller);
  const registry = chain.didRegistry.connect(controller);
  await sendTransaction(() => registry.addDelegate(owner, SIG_AUTH, delegate, validity));
}
