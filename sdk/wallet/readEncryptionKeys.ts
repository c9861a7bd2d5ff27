import { concat, getBytes } from "ethers";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";

/** How many wallets are asked for in one call. */
const AT_ONCE = 100;

/**
 * What readEncryptionKey gives, for many wallets in few calls.
 *
 * @returns 33 bytes by wallet address; a wallet the node knows nothing of is missing, and so is one whose holder published
 * no point of the curve.
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
    ...created.flatMap((log) => {
      const args = walletFactoryInterface.parseLog(log)?.args;
      return keyOf(String(args?.wallet), String(args?.encryptionKey));
    }),
    ...changed.flatMap((log) =>
      keyOf(log.address, String(iCredentialWalletInterface.parseLog(log)?.args.encryptionKey)),
    ),
  ];
}

/** One holder's 64 bytes that are no point of the curve must not keep a class from its diplomas. */
function keyOf(wallet: string, published: string): [string, Uint8Array][] {
  try {
    return [[wallet, nobleSecp256k1.compress(getBytes(concat(["0x04", published])))]];
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_PUBLIC_KEY") return [];
    throw error;
  }
}
