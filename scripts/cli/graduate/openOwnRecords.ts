import type { Chain } from "@cscss-me/sdk";
import { CscssError, openSecp256k1 } from "@cscss-me/sdk";
import type { ClaimFile, OpenedRecord, UnopenedRecord } from "@cscss-me/sdk/wallet";
import { listRecords, memoryDecryptionKey, openRecordsWithKeys } from "@cscss-me/sdk/wallet";
import type { OpenedKeystore } from "../keys/keystore.ts";
import { usageError } from "../terminal/usageError.ts";

/** What opens a holder's records. */
export interface OpeningKeys {
  /** Asked for once it is clear what is to be opened: it may ask a person for a password. */
  readonly keys: () => Promise<Pick<OpenedKeystore, "privateKey" | "formerKeys">>;
  readonly claimFiles: readonly ClaimFile[];
}

/**
 * Opens one record of a wallet: by its number in `wallet list`, or the only one.
 *
 * @throws ERR_USAGE if several are possible; why it does not open, if it does not.
 */
export async function openOwnRecord(
  chain: Chain,
  wallet: string,
  which: string | undefined,
  opening: OpeningKeys,
): Promise<OpenedRecord> {
  const entry = choose(await listRecords(chain, wallet), which);
  const { opened, unopened } = await openOwnRecords(chain, wallet, opening);
  const record = opened.find((one) => one.credential.recordId === entry.recordId && one.issuer === entry.issuer);
  if (record !== undefined) return record;
  throw (
    unopened.find((one) => one.recordId === entry.recordId && one.issuer === entry.issuer)?.error ??
    new CscssError("ERR_RECORD_UNKNOWN", "The record is not in the wallet any more.")
  );
}

/** Opens whatever the holder's keys open: the one of today, and those kept from before a rotation. */
export async function openOwnRecords(
  chain: Chain,
  wallet: string,
  { keys, claimFiles }: OpeningKeys,
): Promise<{ opened: OpenedRecord[]; unopened: UnopenedRecord[] }> {
  const { privateKey, formerKeys } = await keys();
  const curve = await openSecp256k1();
  const decryptionKeys = [privateKey, ...formerKeys].map((key) => memoryDecryptionKey(key));
  return openRecordsWithKeys(chain, wallet, { decryptionKeys, claimFiles, curve });
}

function choose<Entry>(entries: readonly Entry[], which: string | undefined): Entry {
  if (entries.length === 0) throw new CscssError("ERR_RECORD_UNKNOWN", "The wallet is empty.");
  if (which === undefined && entries.length > 1) {
    throw usageError(`The wallet has ${entries.length} records: name one by its number in cscss wallet list.`);
  }
  const entry = entries[which === undefined ? 0 : Number(which) - 1];
  if (entry === undefined) throw usageError(`RECORD "${which}" is not a number from 1 to ${entries.length}.`);
  return entry;
}
