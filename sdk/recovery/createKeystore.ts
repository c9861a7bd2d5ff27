import { encryptKeystoreJson } from "ethers";
import { encodeHex } from "../bytes/hex.ts";
import { addressOf } from "../crypto/addressOf.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { requirePassword } from "./requirePassword.ts";
import type { ScryptCost } from "./ScryptCost.ts";
import { SCRYPT_COST } from "./ScryptCost.ts";

/** How to protect a keystore. */
export interface KeystoreOptions {
  /** 131,072 unless told; lower only in tests. */
  readonly cost?: ScryptCost;
  /** Hears how far it is, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Writes a private key as a version 3 keystore, the form that Ethereum's wallets read. Made at set-up, with a password
 * that its owner keeps elsewhere.
 *
 * @param privateKey - 32 bytes.
 * @param password - at least 12 characters.
 * @returns the text of the file. It names the address in the clear.
 * @throws ERR_PRIVATE_KEY, ERR_PASSWORD
 * @example
 * const text = await createKeystore(privateKey, password); // '{"address":"…","crypto":{…},"version":3}'
 */
export async function createKeystore(
  privateKey: Uint8Array,
  password: string,
  options: KeystoreOptions = {},
): Promise<string> {
  const { cost = SCRYPT_COST, onProgress } = options;
  const account = { address: addressOf(nobleSecp256k1.publicKeyOf(privateKey)), privateKey: encodeHex(privateKey) };
  return encryptKeystoreJson(account, requirePassword(password), {
    scrypt: { N: cost.N, r: 8, p: 1 },
    ...(onProgress === undefined ? {} : { progressCallback: onProgress }),
  });
}
