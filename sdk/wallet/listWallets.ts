import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";
import type { WalletSummary } from "./readWallet.ts";
import { readWallet } from "./readWallet.ts";

/**
 * All wallets of an owner, in the order they were made, from the factory's own events.
 *
 * @returns what each says of itself, in any state.
 * @throws what the provider throws, for instance where the node refuses so wide a range of logs.
 * @example
 * const wallets = await listWallets(chain, owner);
 * const [first] = wallets.filter(({ profile }) => profile === 2);
 */
export async function listWallets(chain: Chain, owner: string): Promise<WalletSummary[]> {
  const { provider, generation } = chain;
  const logs = await provider.getLogs({
    address: generation.factories.wallets,
    topics: walletFactoryInterface.encodeFilterTopics("WalletCreated", [owner]),
    fromBlock: generation.fromBlock,
  });
  const addresses = logs.map((log) => String(walletFactoryInterface.parseLog(log)?.args.wallet));
  return Promise.all(addresses.map((address) => readWallet(chain, address)));
}
