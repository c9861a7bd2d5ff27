import type { JsonObject, JsonValue } from "@cscss-me/sdk";
import { CscssError, isJsonObject } from "@cscss-me/sdk";
import { nodeScrypt } from "@cscss-me/sdk/node";
import {
  createKeystore,
  decryptSecret,
  encryptSecret,
  openKeystore as openKeystoreText,
  parseKeystore,
} from "@cscss-me/sdk/wallet";
import { getAddress, isAddress } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";

/**
 * Writes an account's private key as a version 3 keystore, for its owner's eyes only. Never overwrites.
 *
 * @param privateKey - 32 bytes.
 * @param password - at least 12 characters.
 * @param options.cost - scrypt's N. Lower it only in tests.
 * @returns the account's address.
 * @throws ERR_FILE, ERR_PASSWORD
 */
export async function writeKeystore(
  file: string,
  privateKey: Uint8Array,
  password: string,
  options: { readonly cost?: number } = {},
): Promise<string> {
  const text = await createKeystore(privateKey, password, stretchOptions(options));
  writeFileSafely(file, `${text}\n`);
  // A backup that was never opened is not a backup.
  return (await openKeystoreFile(file, password)).address;
}

/** What a holder's keystore holds besides the key of today, once that was rotated. Ethereum's wallets pass over it. */
export interface HolderKeys {
  /** The first account of all: wallets and records are the owner's for ever. */
  readonly owner: string;
  /** The newest first. */
  readonly formerKeys: readonly Uint8Array[];
}

/** A holder's keystore, opened. */
export interface OpenedKeystore extends HolderKeys {
  /** Of today, 32 bytes. */
  readonly privateKey: Uint8Array;
  /** Of today's key. */
  readonly address: string;
}

/** writeKeystore for a holder whose key was rotated: the keys from before lie encrypted in the same file. */
export async function writeHolderKeystore(
  file: string,
  privateKey: Uint8Array,
  { owner, formerKeys }: HolderKeys,
  password: string,
  options: { readonly cost?: number } = {},
): Promise<string> {
  const stretch = stretchOptions(options);
  const keystore = parseKeystore(await createKeystore(privateKey, password, stretch));
  const former = await Promise.all(formerKeys.map((key) => encryptSecret(key, password, stretch)));
  writeFileSafely(file, `${JSON.stringify({ ...keystore, cscssMe: { owner, formerKeys: former } }, null, 2)}\n`);
  const opened = await openHolderKeystore(file, password);
  return opened.address;
}

/**
 * Opens a holder's keystore: the key of today, those from before, and whose wallets they are for.
 *
 * @throws as openKeystore
 */
export async function openHolderKeystore(file: string, password: string): Promise<OpenedKeystore> {
  const { privateKey, address } = await openKeystoreFile(file, password);
  const { cscssMe = {} } = readKeystore(file);
  const { formerKeys = [] } = isJsonObject(cscssMe) ? cscssMe : {};
  if (!Array.isArray(formerKeys)) throw new CscssError("ERR_KEYSTORE", `${file}: its former keys are not a list.`);
  const open = (crypto: JsonValue) => decryptSecret(crypto, password, { scrypt: nodeScrypt });
  const keys = await naming(file, () => Promise.all(formerKeys.map(open)));
  return { privateKey, address, owner: ownerOfKeystore(file), formerKeys: keys };
}

/** Whose wallets a keystore is for; it stands outside of what the password guards. @throws ERR_FILE, ERR_KEYSTORE */
export function ownerOfKeystore(file: string): string {
  const { address, cscssMe } = readKeystore(file);
  const named = isJsonObject(cscssMe) ? cscssMe.owner : `0x${String(address).replace(/^0x/, "")}`;
  if (typeof named === "string" && isAddress(named)) return getAddress(named);
  throw new CscssError("ERR_KEYSTORE", `${file} does not name its account.`, { details: { file } });
}

/**
 * Opens a keystore.
 *
 * @returns 32 bytes.
 * @throws ERR_FILE; ERR_KEYSTORE if others can read it, or it is cut or another file; ERR_PASSWORD
 */
export async function openKeystore(file: string, password: string): Promise<Uint8Array> {
  return (await openKeystoreFile(file, password)).privateKey;
}

function openKeystoreFile(file: string, password: string) {
  const text = readPrivateText(file);
  return naming(file, () => openKeystoreText(text, password, { scrypt: nodeScrypt }));
}

/** Reads a V3 file without opening it. @throws ERR_FILE, ERR_KEYSTORE */
export function readKeystore(file: string): JsonObject {
  const text = readPrivateText(file);
  try {
    return parseKeystore(text);
  } catch (error) {
    throw named(file, error);
  }
}

/** How a file of ours has its password stretched. */
export function stretchOptions({ cost }: { readonly cost?: number }) {
  return { scrypt: nodeScrypt, ...(cost === undefined ? {} : { cost: { N: cost } }) };
}

/** Names the file in errors about keystores. */
export async function naming<Value>(file: string, open: () => Promise<Value>): Promise<Value> {
  try {
    return await open();
  } catch (error) {
    throw named(file, error);
  }
}

function named(file: string, error: unknown): unknown {
  if (!(error instanceof CscssError)) return error;
  return new CscssError(error.code, `${file}: ${error.message}`, { details: { ...error.details, file } });
}

function readPrivateText(file: string): string {
  const text = readTextFile(file);
  requirePrivate(file);
  return text;
}
