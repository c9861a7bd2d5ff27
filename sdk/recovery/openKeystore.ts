import { Validator } from "@cfworker/json-schema";
import { decryptKeystoreJson, isError } from "ethers";
import { decodeHex } from "../bytes/hex.ts";
import { addressOf } from "../crypto/addressOf.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import { HIGHEST_SCRYPT_N } from "./ScryptCost.ts";

const hex = (length: number) => ({ type: "string", pattern: `^(0x)?[0-9a-fA-F]{${length}}$` }) as const;

/** What of a keystore decides how much work it is to open, and whether what comes out is right. */
const KEYSTORE = new Validator(
  {
    type: "object",
    properties: {
      version: { const: 3 },
      address: hex(40),
      crypto: {
        type: "object",
        properties: {
          cipher: { const: "aes-128-ctr" },
          cipherparams: { type: "object", properties: { iv: hex(32) }, required: ["iv"] },
          ciphertext: hex(64),
          kdf: { const: "scrypt" },
          kdfparams: {
            type: "object",
            properties: {
              dklen: { const: 32 },
              n: { type: "integer", minimum: 2, maximum: HIGHEST_SCRYPT_N },
              r: { type: "integer", minimum: 1, maximum: 8 },
              p: { type: "integer", minimum: 1, maximum: 8 },
              salt: { type: "string", pattern: "^(0x)?([0-9a-fA-F]{2}){8,64}$" },
            },
            required: ["dklen", "n", "r", "p", "salt"],
          },
          mac: hex(64),
        },
        required: ["cipher", "cipherparams", "ciphertext", "kdf", "kdfparams", "mac"],
      },
    },
    required: ["version"],
  },
  "2020-12",
);

/**
 * Opens a version 3 keystore that is protected with scrypt, ours or another wallet's.
 *
 * @returns the private key, 32 bytes, and its address, which the file has to name if it names one.
 * @throws ERR_KEYSTORE if it is none or is damaged; ERR_PASSWORD if the password does not open it.
 * @example
 * const { privateKey, address } = await openKeystore(text, password);
 */
export async function openKeystore(
  text: string,
  password: string,
  options: { readonly onProgress?: (done: number) => void } = {},
): Promise<{ privateKey: Uint8Array; address: `0x${string}` }> {
  requireKeystore(text);
  try {
    const account = await decryptKeystoreJson(text, password, options.onProgress);
    const privateKey = decodeHex(account.privateKey, 32);
    return { privateKey, address: addressOf(nobleSecp256k1.publicKeyOf(privateKey)) };
  } catch (error) {
    // The cause is left out: it may repeat what stands in the file.
    if (isError(error, "INVALID_ARGUMENT") && error.argument === "password") {
      throw new CscssError("ERR_PASSWORD", "The password does not open the keystore, or the keystore is damaged.");
    }
    throw new CscssError("ERR_KEYSTORE", "The keystore holds another key than the one of the address it names.");
  }
}

function requireKeystore(text: string): void {
  let value: JsonValue;
  try {
    value = parseJsonStrict(text);
  } catch {
    throw new CscssError("ERR_KEYSTORE", "The file is no keystore, or was cut short: it is not JSON.");
  }
  const members = typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  // Older wallets write "Crypto".
  const { valid, errors } = KEYSTORE.validate({ ...members, crypto: members.crypto ?? members.Crypto ?? null });
  if (valid) return;
  const place = errors.at(-1)?.instanceLocation ?? "#";
  throw new CscssError("ERR_KEYSTORE", `The file is no version 3 keystore with scrypt: it is wrong at ${place}.`, {
    details: { place },
  });
}
