import type { Chain } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import type { WalletSummary } from "@cscss-me/sdk/wallet";
import { listWallets, readWallet } from "@cscss-me/sdk/wallet";
import { addressArgument } from "../frame/arguments.ts";
import { usageError } from "../terminal/usageError.ts";

/** What a person calls a wallet: its profile and index, and the end of its address. */
export function nameOf({ profile, index, address }: WalletSummary): string {
  return `wallet-${profile}-${index}-${address.slice(-4)}`;
}

/**
 * The wallet of this name or address; without one the owner's only one that is not destroyed.
 *
 * @param owner - asked for only where an address does not say it all.
 * @throws ERR_USAGE, ERR_WALLET_UNKNOWN
 */
export async function ownWallet(chain: Chain, named: string | undefined, owner: () => string): Promise<WalletSummary> {
  if (named?.startsWith("0x")) return readWallet(chain, addressArgument(named, "--wallet"));
  const all = await listWallets(chain, owner());
  const possible = all.filter((one) => (named === undefined ? one.state !== "destroyed" : nameOf(one) === named));
  const [wallet] = possible;
  if (possible.length > 1)
    throw usageError(`Which wallet is meant? Give --wallet: ${possible.map(nameOf).join(", ")}.`);
  if (wallet !== undefined) return wallet;
  throw new CscssError("ERR_WALLET_UNKNOWN", "This account has no such wallet. Make one: cscss wallet create");
}
