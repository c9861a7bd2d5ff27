import { CscssError } from "../../sdk/errors/CscssError.ts";
import type { JsonObject } from "../../sdk/json/JsonValue.ts";
import { createKeystore } from "../../sdk/recovery/createKeystore.ts";
import { openKeystore as openKeystoreText, parseKeystore } from "../../sdk/recovery/openKeystore.ts";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { nodeScrypt } from "./nodeScrypt.ts";

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
  const { cost } = options;
  const stretch = { scrypt: nodeScrypt, ...(cost === undefined ? {} : { cost: { N: cost } }) };
  const text = await createKeystore(privateKey, password, stretch);
  writeFileSafely(file, `${text}\n`);
  // A backup that was never opened is none.
  return (await openKeystoreFile(file, password)).address;
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

/** Says in errors about keystores which file is meant. */
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
