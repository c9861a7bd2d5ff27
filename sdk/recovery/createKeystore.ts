import { addressOf } from "../crypto/addressOf.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { requirePassword } from "./requirePassword.ts";
import type { ScryptCost } from "./ScryptCost.ts";
import type { StretchOptions } from "./secretStorage.ts";
import { encryptSecret } from "./secretStorage.ts";

/** How to protect a keystore. */
export interface KeystoreOptions extends StretchOptions {
  /** 131,072 unless told; lower only in tests. */
  readonly cost?: ScryptCost;
}

/**
 * Writes a private key as a version 3 keystore, the form that Ethereum's wallets read. Made at set-up, with a password
 * that its owner keeps elsewhere.
 *
 * @param privateKey - 32 bytes.
 * @param password - at least 12 characters.
 * @returns the text of the file. It names the address in the clear.
 * @throws ERR_PRIVATE_KEY, ERR_PASSWORD
 * @source Web3 Secret Storage, version 3.
 * @example
 * const text = await createKeystore(privateKey, password); // '{"version":3,"id":"…","address":"…","crypto":{…}}'
 */
export async function createKeystore(
  privateKey: Uint8Array,
  password: string,
  options: KeystoreOptions = {},
): Promise<string> {
  const address = addressOf(nobleSecp256k1.publicKeyOf(privateKey)).slice(2).toLowerCase();
  const crypto = await encryptSecret(privateKey, requirePassword(password), options);
  return JSON.stringify({ version: 3, id: globalThis.crypto.randomUUID(), address, crypto }, null, 2);
}
