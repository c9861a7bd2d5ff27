import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Chain } from "@cscss-me/sdk";
import { CscssError, openSecp256k1 } from "@cscss-me/sdk";
import type { ClaimFile, OpenedRecord, UnopenedRecord, WalletSummary } from "@cscss-me/sdk/wallet";
import { listRecords, memoryDecryptionKey, openRecordsWithKeys, parseClaimFile } from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";
import type { Session } from "../frame/Session.ts";
import { privateKeyOf } from "../frame/Session.ts";
import { usageError } from "../terminal/usageError.ts";
import { ownWallet } from "./ownWallet.ts";

/** A record as its holder reads it, with the wallet it is in. */
export interface OwnRecord {
  readonly wallet: WalletSummary;
  readonly record: OpenedRecord;
}

/**
 * Opens one record of the account: by its number in `wallet list`, or the only one.
 *
 * @throws ERR_USAGE if several are possible; why it does not open, if it does not.
 */
export async function openOwnRecord(session: Session, chain: Chain, which: string | undefined): Promise<OwnRecord> {
  const wallet = await ownWallet(session, chain);
  const listed = await listRecords(chain, wallet.address);
  const entry = choose(listed, which);
  const { opened, unopened } = await openOwnRecords(session, chain, wallet.address, claimFilesOf(session));
  const record = opened.find((one) => one.credential.recordId === entry.recordId && one.issuer === entry.issuer);
  if (record !== undefined) return { wallet, record };
  throw (
    unopened.find((one) => one.recordId === entry.recordId && one.issuer === entry.issuer)?.error ??
    new CscssError("ERR_RECORD_UNKNOWN", "The record is not in the wallet any more.")
  );
}

/** Opens whatever the account's keys open: the one of today, and those kept from before a rotation. */
export async function openOwnRecords(
  session: Session,
  chain: Chain,
  wallet: string,
  claimFiles: readonly ClaimFile[],
): Promise<{ opened: OpenedRecord[]; unopened: UnopenedRecord[] }> {
  const keys = [privateKeyOf(await session.account()), ...(await session.formerKeys())];
  const curve = await openSecp256k1();
  const decryptionKeys = keys.map((key) => memoryDecryptionKey(key));
  return openRecordsWithKeys(chain, wallet, { decryptionKeys, claimFiles, curve });
}

/** The claim files of --claim, in which a folder stands for all its files. @throws ERR_CLAIM_FILE, ERR_FILE */
export function claimFilesOf(session: Session): ClaimFile[] {
  return session.list("claim").flatMap(filesOf).map(readClaim);
}

function choose<Entry>(entries: readonly Entry[], which: string | undefined): Entry {
  if (entries.length === 0) throw new CscssError("ERR_RECORD_UNKNOWN", "The wallet is empty.");
  if (which === undefined && entries.length > 1) {
    throw usageError(`The wallet has ${entries.length} records: name one by its number in cscss wallet list.`);
  }
  const entry = entries[which === undefined ? 0 : Number(which) - 1];
  if (entry === undefined) throw usageError(`RECORD "${which}" is no number from 1 to ${entries.length}.`);
  return entry;
}

function filesOf(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(path, name));
}

function readClaim(file: string): ClaimFile {
  try {
    return parseClaimFile(readTextFile(file));
  } catch (error) {
    if (!(error instanceof CscssError) || error.code === "ERR_FILE") throw error;
    throw new CscssError("ERR_CLAIM_FILE", `${file}: ${error.message}`, { cause: error, details: { file } });
  }
}
