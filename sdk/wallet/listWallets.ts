import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";
import { readLogs } from "../network/readLogs.ts";
import type { WalletSummary } from "./readWallet.ts";
import { readWallet } from "./readWallet.ts";

/**
 * All wallets of an owner, in the order they were made, from the factory's own events.
 *
 * @throws ERR_NODE_LOGS, ERR_NODE_UNREACHABLE
 */
export async function listWallets(chain: Chain, owner: string): Promise<WalletSummary[]> {
  const logs = await readLogs(chain, {
    address: chain.generation.factories.wallets,
    topics: walletFactoryInterface.encodeFilterTopics("WalletCreated", [owner]),
  });
  const addresses = logs.map((log) => String(walletFactoryInterface.parseLog(log)?.args.wallet));
  return Promise.all(addresses.map((address) => readWallet(chain, address)));
}
