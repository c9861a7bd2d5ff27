import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";
import { readLogs } from "../network/readLogs.ts";
import type { WalletSummary } from "./readWallet.ts";
import { readWallet } from "./readWallet.ts";

/**
 * All wallets of an owner, in the order they were made, from the factory's own events.
 *
 * @returns what each says of itself, in any state.
 * @throws ERR_NODE_LOGS, ERR_NODE_UNREACHABLE
 * @example
 * const wallets = await listWallets(chain, owner);
 * const [first] = wallets.filter(({ profile }) => profile === 2);
 */
export async function listWallets(chain: Chain, owner: string): Promise<WalletSummary[]> {
  const logs = await readLogs(chain, {
    address: chain.generation.factories.wallets,
    topics: walletFactoryInterface.encodeFilterTopics("WalletCreated", [owner]),
  });
  const addresses = logs.map((log) => String(walletFactoryInterface.parseLog(log)?.args.wallet));
  return Promise.all(addresses.map((address) => readWallet(chain, address)));
}
