import { addressOf } from "../crypto/addressOf.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { StretchOptions } from "./secretStorage.ts";
import { decryptSecret } from "./secretStorage.ts";

/**
 * Opens a version 3 keystore, ours or another wallet's.
 *
 * @returns the private key, 32 bytes, and its address, which the file has to name if it names one.
 * @throws ERR_KEYSTORE if it is none or is damaged; ERR_PASSWORD if the password does not open it.
 * @source Web3 Secret Storage, version 3.
 * @example
 * const { privateKey, address } = await openKeystore(text, password);
 */
export async function openKeystore(
  text: string,
  password: string,
  options: StretchOptions = {},
): Promise<{ privateKey: Uint8Array; address: `0x${string}` }> {
  const keystore = parseKeystore(text);
  // Older wallets write "Crypto".
  const privateKey = await decryptSecret(keystore.crypto ?? keystore.Crypto, password, options);
  const address = addressIfKey(privateKey);
  if (address === undefined) throw refuse("holds something else than a private key");
  const named = keystore.address ?? address;
  if (typeof named !== "string" || named.toLowerCase().replace(/^0x/, "") !== address.slice(2).toLowerCase()) {
    throw refuse("holds another key than the one of the address it names");
  }
  return { privateKey, address };
}

/**
 * Reads a version 3 file without opening it.
 *
 * @param text - the file, at most 1,000,000 characters.
 * @returns its JSON. Whether it opens, openKeystore says.
 * @throws ERR_KEYSTORE
 * @example
 * parseKeystore("{}"); // throws ERR_KEYSTORE
 */
export function parseKeystore(text: string): JsonObject {
  let value: JsonValue;
  try {
    value = parseJsonStrict(text, { maxLength: 1_000_000 });
  } catch {
    // The cause is left out: it may repeat what stands in the file.
    throw refuse("is not a keystore, or was cut short: it is not whole JSON");
  }
  if (isJsonObject(value) && value.version === 3) return value;
  throw refuse("is not a version 3 keystore");
}

function addressIfKey(secret: Uint8Array): `0x${string}` | undefined {
  try {
    return addressOf(nobleSecp256k1.publicKeyOf(secret));
  } catch {
    return undefined;
  }
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_KEYSTORE", `The file ${problem}.`);
}
