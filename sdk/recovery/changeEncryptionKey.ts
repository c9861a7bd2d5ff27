import type { Signer } from "ethers";
import { encodeHex } from "../bytes/hex.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Chain } from "../network/connectChain.ts";
import type { SignedWalletAct } from "../wallet/walletActs.ts";
import { signWalletAct } from "../wallet/walletActs.ts";

/**
 * Signs, as a wallet's controller, that later records are to be sealed to another key; anybody may send it with
 * sendWalletAct. Earlier records stay sealed to the earlier key: **keep it**, or export them first.
 *
 * @param change.encryptionKey - 33 bytes, compressed.
 * @param change.deadline - Unix seconds.
 * @returns what sendWalletAct sends.
 * @throws ERR_PUBLIC_KEY; what the signer throws; ERR_NODE_UNREACHABLE where the node fails.
 * @example
 * const signed = await changeEncryptionKey(chain, holder, wallet, { encryptionKey, deadline });
 * await sendWalletAct(relayer, signed);
 */
export async function changeEncryptionKey(
  chain: Chain,
  controller: Signer,
  wallet: string,
  change: { readonly encryptionKey: Uint8Array; readonly deadline: number },
): Promise<SignedWalletAct> {
  const encryptionKey = encodeHex(nobleSecp256k1.decompress(change.encryptionKey).subarray(1));
  return signWalletAct(chain, controller, wallet, { act: "setEncryptionKey", encryptionKey }, change);
}
