import { concat, getBytes } from "ethers";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";

/**
 * The key a wallet's holder wants new records sealed to: the last one published, with the wallet or since.
 *
 * @returns 33 bytes, compressed.
 * @throws ERR_WALLET_UNKNOWN if the factory made no such wallet, or the node keeps no logs of it; ERR_PUBLIC_KEY if the
 * holder published no point of the curve; what the provider throws where the node fails.
 * @example
 * const encryptionKey = await readEncryptionKey(chain, wallet);
 */
export async function readEncryptionKey(chain: Chain, wallet: string): Promise<Uint8Array> {
  const { provider, generation } = chain;
  const { fromBlock } = generation;
  const changed = iCredentialWalletInterface.getEvent("EncryptionKeyChanged");
  const changes = await provider.getLogs({ address: wallet, topics: [changed?.topicHash ?? null], fromBlock });
  const created = await provider.getLogs({
    address: generation.factories.wallets,
    topics: walletFactoryInterface.encodeFilterTopics("WalletCreated", [null, wallet]),
    fromBlock,
  });
  const [latest, origin] = [changes.at(-1), created.at(-1)];
  if (origin === undefined) {
    throw new CscssError(
      "ERR_WALLET_UNKNOWN",
      `The node knows of no wallet ${wallet}. Make it first, or use another node.`,
    );
  }
  const parsed = latest ? iCredentialWalletInterface.parseLog(latest) : walletFactoryInterface.parseLog(origin);
  return nobleSecp256k1.compress(getBytes(concat(["0x04", String(parsed?.args.encryptionKey)])));
}
