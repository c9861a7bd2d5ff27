import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { openDictionaryReader } from "../dictionary/openDictionaryReader.ts";
import type { Chain } from "../network/connectChain.ts";
import type { DecryptionKey } from "../seal/DecryptionKey.ts";
import type { ClaimFile } from "../wallet/ClaimFile.ts";
import type { OpenedRecord, UnopenedRecord } from "../wallet/openRecords.ts";
import { openRecords } from "../wallet/openRecords.ts";

/**
 * Opens a wallet's records with the key of today and those kept from before a rotation. One reading of the wallet for
 * each key that is needed.
 *
 * @param options.decryptionKeys - the newest first.
 * @returns what opened with any of the keys; of the others the reason the last key gave.
 * @throws ERR_WALLET_UNKNOWN, ERR_WALLET_DEACTIVATED, ERR_WALLET_DESTROYED; ERR_NODE_UNREACHABLE.
 * @example
 * const decryptionKeys = [newKey, oldKey].map((key) => memoryDecryptionKey(key));
 * const { opened, unopened } = await openRecordsWithKeys(chain, wallet, { decryptionKeys, claimFiles });
 */
export async function openRecordsWithKeys(
  chain: Chain,
  wallet: string,
  options: {
    readonly decryptionKeys: readonly DecryptionKey[];
    readonly claimFiles: readonly ClaimFile[];
    /** Plain JavaScript unless told; see openSecp256k1. */
    readonly curve?: Secp256k1;
  },
): Promise<{ opened: OpenedRecord[]; unopened: UnopenedRecord[] }> {
  const { decryptionKeys, ...rest } = options;
  const opened = new Map<string, OpenedRecord>();
  let unopened: UnopenedRecord[] = [];
  const dictionaryOf = openDictionaryReader(chain);
  for (const decryptionKey of decryptionKeys) {
    const result = await openRecords(chain, wallet, { decryptionKey, dictionaryOf, ...rest });
    for (const record of result.opened) opened.set(`${record.issuer}/${record.credential.recordId}`, record);
    unopened = result.unopened.filter(({ issuer, recordId }) => !opened.has(`${issuer}/${recordId}`));
    if (unopened.length === 0) break;
  }
  return { opened: [...opened.values()], unopened };
}
