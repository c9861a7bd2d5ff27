import type { Log } from "ethers";
import { concat, getBytes } from "ethers";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { iCredentialWalletInterface } from "../generated/ICredentialWallet.ts";
import { walletFactoryInterface } from "../generated/WalletFactory.ts";
import type { Chain } from "../network/connectChain.ts";
import { logsNewestFirst, readLogs } from "../network/readLogs.ts";

/** How many wallets are asked for in one call. */
const AT_ONCE = 100;

/** What a holder published, as the wallet's event has it: 64 bytes that may be no point of the curve. */
type Published = ReadonlyMap<string, string>;

/**
 * What readEncryptionKey gives, for many wallets in few calls.
 *
 * @returns 33 bytes by wallet address; a wallet the node knows nothing of is missing, and so is one whose holder published
 * no point of the curve.
 * @throws ERR_NODE_LOGS, ERR_NODE_UNREACHABLE
 */
export async function readEncryptionKeys(chain: Chain, wallets: readonly string[]): Promise<Map<string, Uint8Array>> {
  const keys = new Map<string, Uint8Array>();
  for (let start = 0; start < wallets.length; start += AT_ONCE) {
    for (const [wallet, published] of await readPublishedKeys(chain, wallets.slice(start, start + AT_ONCE))) {
      // One holder's 64 bytes that are no point of the curve must not keep a class from its diplomas.
      try {
        keys.set(wallet, decodePublishedKey(published));
      } catch (error) {
        if (!(error instanceof CscssError) || error.code !== "ERR_PUBLIC_KEY") throw error;
      }
    }
  }
  return keys;
}

/** The last key published for each of a hundred wallets at most, in hex; wallets the node knows nothing of are missing. */
export async function readPublishedKeys(chain: Chain, wallets: readonly string[]): Promise<Published> {
  const topics = walletFactoryInterface.encodeFilterTopics("WalletCreated", [null, [...wallets]]);
  const keys = new Map<string, string>();
  let oldest = Number.POSITIVE_INFINITY;
  // Most wallets are young: from the newest block down, until all are found.
  for await (const logs of logsNewestFirst(chain, { address: chain.generation.factories.wallets, topics })) {
    for (const log of logs) {
      const args = walletFactoryInterface.parseLog(log)?.args;
      keys.set(String(args?.wallet), String(args?.encryptionKey));
      oldest = Math.min(oldest, log.blockNumber);
    }
    if (keys.size === new Set(wallets).size) break;
  }
  if (keys.size === 0) return keys;
  const topic = iCredentialWalletInterface.getEvent("EncryptionKeyChanged")?.topicHash ?? null;
  const changes = await readLogs(chain, { address: [...keys.keys()], topics: [topic] }, { fromBlock: oldest });
  // Later ones count.
  for (const log of changes) keys.set(log.address, keyIn(log));
  return keys;
}

/** The key itself: 33 bytes, compressed. @throws ERR_PUBLIC_KEY for no point of the curve */
export function decodePublishedKey(published: string): Uint8Array {
  return nobleSecp256k1.compress(getBytes(concat(["0x04", published])));
}

function keyIn(log: Log): string {
  return String(iCredentialWalletInterface.parseLog(log)?.args.encryptionKey);
}
