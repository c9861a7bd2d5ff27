import { join } from "node:path";
import type { JsonValue } from "@cscss-me/sdk";
import { CscssError, canonicalJson } from "@cscss-me/sdk";
import { sameBytes } from "@cscss-me/sdk/interim";
import type { Backup, HeldKey } from "@cscss-me/sdk/wallet";
import {
  boundText,
  combineShares,
  readEncryptedExport,
  splitPrivateKey,
  writeEncryptedExport,
} from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { HolderKeys } from "../keys/keystore.ts";
import { openHolderKeystore, writeHolderKeystore } from "../keys/keystore.ts";

/** An account as it goes into a backup and comes out of it. */
export interface OwnKeys extends HolderKeys {
  readonly privateKey: Uint8Array;
}

/** How a backup is protected. */
export interface BackupOptions {
  readonly password: string;
  /** scrypt's N. Lower it only in tests. */
  readonly cost?: number;
  readonly random: (length: number) => Uint8Array;
}

const ACCOUNT = "account of ";
const FORMER = "former account of ";

/**
 * Writes keys, opened records and claim files into one encrypted file, and reads it back: a backup that was not restored
 * is not a backup.
 *
 * @throws ERR_FILE, ERR_PASSWORD; ERR_IMPORT if what comes back is not what went in.
 */
export async function writeBackup(
  file: string,
  keys: OwnKeys,
  held: Pick<Backup, "credentials" | "claimFiles">,
  options: BackupOptions,
): Promise<void> {
  const { password, cost, random } = options;
  const named: HeldKey[] = [
    { name: `${ACCOUNT}${keys.owner}`, privateKey: keys.privateKey },
    ...keys.formerKeys.map((privateKey) => ({ name: `${FORMER}${keys.owner}`, privateKey })),
  ];
  const scrypt = cost === undefined ? {} : { cost: { N: cost } };
  writeFileSafely(file, `${await writeEncryptedExport({ ...held, keys: named }, password, { random, ...scrypt })}\n`);
  const back = await readEncryptedExport(readTextFile(file).trim(), password);
  requireRestored(contentOf(back) === contentOf(held) && sameKeys(keysIn(back.keys), keys), file);
}

/** Writes the keys alone as a keystore under the backup's password, and opens it. @throws ERR_FILE, ERR_PASSWORD */
export async function backUpKeystore(file: string, keys: OwnKeys, { password, cost }: BackupOptions): Promise<void> {
  await writeHolderKeystore(file, keys.privateKey, keys, password, cost === undefined ? {} : { cost });
  requireRestored(sameKeys(await openHolderKeystore(file, password), keys), file);
}

/**
 * Splits the key of today into shares, a file each, and puts it together again from the first and from the last of them.
 *
 * @throws ERR_ARGUMENT for numbers that do not go together; ERR_FILE
 */
export async function backUpShares(
  folder: string,
  privateKey: Uint8Array,
  split: { readonly shares: number; readonly threshold: number; readonly random: (length: number) => Uint8Array },
): Promise<string[]> {
  const texts = await splitPrivateKey(privateKey, split);
  const files = texts.map((_, index) => join(folder, `share-${index + 1}.txt`));
  for (const [index, file] of files.entries()) writeFileSafely(file, `${texts[index]}\n`);
  for (const some of [files.slice(0, split.threshold), files.slice(-split.threshold)]) {
    const back = await combineShares(some.map(readTextFile));
    requireRestored(sameBytes(back.privateKey, privateKey), some.join(", "));
  }
  return files;
}

/** The account among the keys of an encrypted export of ours. @throws ERR_IMPORT if there is none. */
export function keysIn(keys: readonly HeldKey[]): OwnKeys {
  const account = keys.find(({ name }) => name.startsWith(ACCOUNT));
  if (account === undefined) throw new CscssError("ERR_IMPORT", "The export holds no account's key.");
  const owner = account.name.slice(ACCOUNT.length);
  const formerKeys = keys.filter(({ name }) => name.startsWith(FORMER)).map(({ privateKey }) => privateKey);
  return { owner, privateKey: account.privateKey, formerKeys };
}

/** Records and claim files as one text. */
function contentOf({ credentials, claimFiles }: Pick<Backup, "credentials" | "claimFiles">): string {
  const records = credentials.map(({ token, disclosures }) => boundText(token, disclosures));
  return canonicalJson([records, claimFiles as unknown as JsonValue]);
}

function sameKeys(one: OwnKeys, other: OwnKeys): boolean {
  const list = ({ privateKey, formerKeys }: OwnKeys) => [privateKey, ...formerKeys];
  const [keys, others] = [list(one), list(other)];
  return (
    one.owner === other.owner &&
    keys.length === others.length &&
    keys.every((key, index) => sameBytes(key, others[index] as Uint8Array))
  );
}

function requireRestored(same: boolean, file: string): void {
  if (same) return;
  throw new CscssError("ERR_IMPORT", `${file} does not give back what was put in. Do not rely on it; back up anew.`, {
    details: { file },
  });
}
