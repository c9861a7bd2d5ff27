import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";
import { decodePublishedKey, readPublishedKeys } from "./readEncryptionKeys.ts";

/**
 * The key a wallet's holder wants new records sealed to: the last one published, with the wallet or since.
 *
 * @returns 33 bytes, compressed.
 * @throws ERR_WALLET_UNKNOWN if the factory made no such wallet, or the node keeps no logs of it; ERR_PUBLIC_KEY if the
 * holder published no point of the curve; ERR_NODE_LOGS, ERR_NODE_UNREACHABLE.
 * @example
 * const encryptionKey = await readEncryptionKey(chain, wallet);
 */
export async function readEncryptionKey(chain: Chain, wallet: string): Promise<Uint8Array> {
  const published = (await readPublishedKeys(chain, [wallet])).get(checksumAddress(wallet));
  if (published !== undefined) return decodePublishedKey(published);
  throw new CscssError(
    "ERR_WALLET_UNKNOWN",
    `The node knows of no wallet ${wallet}. Make it first, or use another node.`,
  );
}
