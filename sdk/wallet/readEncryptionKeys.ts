import { concat, getBytes } from "ethers";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";

/** How many wallets are asked for in one call. */
const AT_ONCE = 100;

/**
 * What readEncryptionKey gives, for many wallets in few calls.
 *
 * @returns 33 bytes by wallet address; a wallet the node knows nothing of is missing.
 */
export async function readEncryptionKeys(chain: Chain, wallets: readonly string[]): Promise<Map<string, Uint8Array>> {
  const keys = new Map<string, Uint8Array>();
  for (let start = 0; start < wallets.length; start += AT_ONCE) {
    const some = wallets.slice(start, start + AT_ONCE);
    for (const [wallet, key] of await readSome(chain, some)) keys.set(wallet, key);
  }
  return keys;
}

async function readSome({ provider, generation }: Chain, wallets: readonly string[]): Promise<[string, Uint8Array][]> {
  const { fromBlock, factories } = generation;
  const created = await provider.getLogs({
    address: factories.wallets,
    topics: walletFactoryInterface.encodeFilterTopics("WalletCreated", [null, [...wallets]]),
    fromBlock,
  });
  const topic = iCredentialWalletInterface.getEvent("EncryptionKeyChanged")?.topicHash ?? null;
  const changed = await provider.getLogs({ address: [...wallets], topics: [topic], fromBlock });
  // Later ones count: logs come in the order of the chain.
  return [
    ...created.map((log): [string, Uint8Array] => {
      const args = walletFactoryInterface.parseLog(log)?.args;
      return [String(args?.wallet), compress(String(args?.encryptionKey))];
    }),
    ...changed.map((log): [string, Uint8Array] => {
      return [log.address, compress(String(iCredentialWalletInterface.parseLog(log)?.args.encryptionKey))];
    }),
  ];
}

function compress(key: string): Uint8Array {
  return nobleSecp256k1.compress(getBytes(concat(["0x04", key])));
}
