import { randomUUID } from "node:crypto";
import { Wallet } from "ethers";
import { encodeHex } from "../../sdk/bytes/hex.ts";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { isJsonObject } from "../../sdk/json/isJsonObject.ts";
import type { JsonObject } from "../../sdk/json/JsonValue.ts";
import { parseJsonStrict } from "../../sdk/json/parseJsonStrict.ts";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import { decryptSecret, encryptSecret } from "./secretStorage.ts";

/**
 * Writes an account's private key as a version 3 keystore, for its owner's eyes only. Never overwrites.
 *
 * @param privateKey - 32 bytes.
 * @returns the account's address.
 */
export function writeKeystore(
  file: string,
  privateKey: Uint8Array,
  password: string,
  options: { readonly cost?: number } = {},
): string {
  const { address } = new Wallet(encodeHex(privateKey));
  const crypto = encryptSecret(privateKey, password, options);
  const keystore = { version: 3, id: randomUUID(), address: address.slice(2).toLowerCase(), crypto };
  writeFileSafely(file, `${JSON.stringify(keystore, null, 2)}\n`);
  return address;
}

/**
 * Opens a keystore.
 *
 * @returns 32 bytes.
 * @throws ERR_FILE; ERR_KEYSTORE if others can read it, or it is cut or another file; ERR_PASSWORD
 */
export function openKeystore(file: string, password: string): Uint8Array {
  const keystore = readKeystore(file);
  const secret = decryptSecret(keystore.crypto ?? keystore.Crypto, password, file);
  if (secret.length !== 32)
    throw new CscssError("ERR_KEYSTORE", `${file} holds no private key.`, { details: { file } });
  const { address } = new Wallet(encodeHex(secret));
  const said = keystore.address;
  if (typeof said === "string" && said.toLowerCase().replace(/^0x/, "") !== address.slice(2).toLowerCase()) {
    throw new CscssError("ERR_KEYSTORE", `${file} says another address than its key has.`, { details: { file } });
  }
  return secret;
}

/** Reads a V3 file without opening it. @throws ERR_FILE, ERR_KEYSTORE */
export function readKeystore(file: string): JsonObject {
  const text = readTextFile(file);
  requirePrivate(file);
  let value: unknown;
  try {
    value = parseJsonStrict(text, { maxLength: 1_000_000 });
  } catch (error) {
    const problem = `${file} is no keystore, or was cut short: it is no whole JSON.`;
    throw new CscssError("ERR_KEYSTORE", problem, { cause: error, details: { file } });
  }
  if (isJsonObject(value as JsonObject) && (value as JsonObject).version === 3) return value as JsonObject;
  throw new CscssError("ERR_KEYSTORE", `${file} is no version 3 keystore.`, { details: { file } });
}
