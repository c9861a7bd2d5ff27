import { join } from "node:path";
import { isJsonObject, parseJsonStrict } from "@cscss-me/sdk";
import { random } from "@cscss-me/sdk/node";
import type { OpenedRecord, RestoredBackup, UnopenedRecord } from "@cscss-me/sdk/wallet";
import { boundText, combineShares, listWallets, readEncryptedExport } from "@cscss-me/sdk/wallet";
import { getAddress } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { addressArgument, numberOption } from "../frame/arguments.ts";
import type { CliCommand } from "../frame/CliCommand.ts";
import type { Session } from "../frame/Session.ts";
import { openHolderKeystore, writeHolderKeystore } from "../keys/keystore.ts";
import { usageError } from "../terminal/usageError.ts";
import type { OwnKeys } from "./backup.ts";
import { backUpKeystore, backUpShares, keysIn, writeBackup } from "./backup.ts";
import { openOwnRecords } from "./openOwnRecords.ts";
import { readClaimFiles } from "./readClaimFiles.ts";
import { CLAIM_OPTION } from "./walletOptions.ts";

/** Losing a device, and not losing everything. */
export const WALLET_BACKUP_COMMANDS: readonly CliCommand[] = [
  {
    name: "wallet backup",
    summary:
      "Writes keys and records into an encrypted file, and shares of the key if you like; then restores them once.",
    args: ["FOLDER"],
    options: {
      "backup-password-file": {
        type: "string",
        value: "FILE",
        help: "the backup's password (default: --password-file)",
      },
      shares: { type: "string", value: "NUMBER", help: "also split the key into this many shares" },
      threshold: { type: "string", value: "NUMBER", help: "how many shares give the key back (default: 2)" },
      ...CLAIM_OPTION,
    },
    needs: ["chain", "account"],
    example: "cscss wallet backup backup --claim claims --shares 3 --threshold 2 --keystore me.json",
    run: backup,
  },
  {
    name: "wallet recover",
    summary: "Makes an account's file again, from a backup or from shares of its key.",
    args: ["NEW-KEYSTORE"],
    options: {
      from: { type: "string", value: "FILE", help: "backup.json or keystore.json of a backup" },
      share: { type: "string", multiple: true, value: "FILE", help: "shares instead, as many as are needed" },
      owner: { type: "string", value: "ADDRESS", help: "with shares of a rotated key: whose wallets it is for" },
      records: { type: "string", value: "FOLDER", help: "where to write the records and claim files of a backup" },
      "password-file": { type: "string", value: "FILE", help: "the new file's password (asked for if not given)" },
      "backup-password-file": {
        type: "string",
        value: "FILE",
        help: "the backup's password (default: --password-file)",
      },
    },
    needs: [],
    example: "cscss wallet recover me-again.json --from backup/backup.json --records records",
    run: recover,
  },
];

async function backup(session: Session): Promise<undefined> {
  const [folder = ""] = session.args;
  const chain = await session.chain();
  const claimFiles = readClaimFiles(session.list("claim"));
  const keys = await session.holderKeys();
  const credentials: OpenedRecord[] = [];
  const unopened: UnopenedRecord[] = [];
  for (const { address, state } of await listWallets(chain, keys.owner)) {
    if (state !== "active") continue;
    const result = await openOwnRecords(chain, address, { keys: session.holderKeys, claimFiles });
    credentials.push(...result.opened);
    unopened.push(...result.unopened);
  }
  const password = await session.password(
    session.passwordOption("backup-password-file", "password-file"),
    "the backup",
    true,
  );
  const options = { password, random, ...session.scryptCost };
  const file = join(folder, "backup.json");
  const keystore = join(folder, "keystore.json");
  await writeBackup(file, keys, { credentials, claimFiles }, options);
  await backUpKeystore(keystore, keys, options);
  const shares = numberOption(session, "shares", 0);
  const threshold = numberOption(session, "threshold", 2);
  const shareFiles = shares === 0 ? [] : await backUpShares(folder, keys.privateKey, { shares, threshold, random });
  for (const { recordId, error } of unopened) session.say(`Not in the backup: record ${recordId}. ${error.message}`);
  const lines = [
    `${file}: everything, ${credentials.length} records and ${1 + keys.formerKeys.length} keys.`,
    `${keystore}: the keys.`,
    ...shareFiles.map((share) => `${share}: one share; any ${threshold} give the key. Keep each somewhere else.`),
    "All of it was restored once, to try it. Keep the files and their password in different places.",
  ];
  session.result(
    { file, keystore, shares: shareFiles, records: credentials.length, missing: unopened.map((one) => one.recordId) },
    lines.join("\n"),
  );
  return undefined;
}

async function recover(session: Session): Promise<undefined> {
  const [file = ""] = session.args;
  const [from, shares] = [session.option("from"), session.list("share")];
  if ((from === undefined) === (shares.length === 0)) throw usageError("Give --from FILE, or --share for each share.");
  const { keys, backup } = from === undefined ? await fromShares(session, shares) : await fromBackup(session, from);
  const password = await session.password("password-file", file, true);
  const address = await writeHolderKeystore(file, keys.privateKey, keys, password, session.scryptCost);
  const written = backup === undefined ? [] : writeRecords(session, backup);
  const acts = address === keys.owner ? "" : `, which acts for ${keys.owner}`;
  const text = [`${file} is the file of ${address}${acts}.`, ...written].join("\n");
  session.result({ file, address, owner: keys.owner, records: written }, text);
  return undefined;
}

interface Recovered {
  readonly keys: OwnKeys;
  readonly backup?: RestoredBackup;
}

async function fromShares(session: Session, files: readonly string[]): Promise<Recovered> {
  const { privateKey, address } = await combineShares(files.map(readTextFile));
  const named = session.option("owner");
  const owner = named === undefined ? getAddress(address) : addressArgument(named, "--owner");
  return { keys: { owner, privateKey, formerKeys: [] } };
}

async function fromBackup(session: Session, file: string): Promise<Recovered> {
  const text = readTextFile(file).trim();
  requirePrivate(file);
  const password = await session.password(session.passwordOption("backup-password-file", "password-file"), file);
  const value = parseJsonStrict(text, { maxLength: 64 * 1024 * 1024 });
  if (isJsonObject(value) && value.version === 3) return { keys: await openHolderKeystore(file, password) };
  const backup = await readEncryptedExport(text, password);
  return { keys: keysIn(backup.keys), backup };
}

/** Names are made of numbers, never of what stands in the backup. */
function writeRecords(session: Session, { credentials, claimFiles }: RestoredBackup): string[] {
  const folder = session.option("records");
  if (folder === undefined) {
    session.say(`It also holds ${credentials.length} records and ${claimFiles.length} claim files: --records FOLDER.`);
    return [];
  }
  const files = [
    ...credentials.map(({ token, disclosures }, index) => {
      return { file: join(folder, `record-${index + 1}.sd-jwt`), text: boundText(token, disclosures) };
    }),
    ...claimFiles.map((claimFile, index) => {
      return { file: join(folder, `claim-${index + 1}.json`), text: JSON.stringify(claimFile, null, 2) };
    }),
  ];
  for (const { file, text } of files) writeFileSafely(file, `${text}\n`);
  return files.map(({ file }) => file);
}
