import { concatBytes } from "@noble/hashes/utils";
import { split } from "shamir-secret-sharing";
import { decodeHex } from "../bytes/hex.ts";
import { addressOf } from "../crypto/addressOf.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { encodeShare } from "./keyShare.ts";

/**
 * Splits a private key into shares for people or places that its owner trusts together, not one by one. Fewer than the
 * threshold tell nothing about the key, nor whose it is: the address is split along with it.
 *
 * @param privateKey - 32 bytes.
 * @param options.shares - how many to make: 2 to 255.
 * @param options.threshold - how many give the key back: 2 to `shares`.
 * @param options.random - gives the 4 bytes that mark the splitting. The splitting itself takes its randomness from the
 * platform, not from here.
 * @returns one text for each share.
 * @throws ERR_PRIVATE_KEY, ERR_ARGUMENT
 * @source Shamir, How to Share a Secret, CACM 22 (1979).
 * @example
 * const shares = await splitPrivateKey(privateKey, { shares: 3, threshold: 2, random });
 * // ["cscss-me-share-1:…", "cscss-me-share-1:…", "cscss-me-share-1:…"]
 */
export async function splitPrivateKey(
  privateKey: Uint8Array,
  options: {
    readonly shares: number;
    readonly threshold: number;
    readonly random: (length: number) => Uint8Array;
  },
): Promise<string[]> {
  const { shares, threshold, random } = options;
  const fits = Number.isInteger(shares) && Number.isInteger(threshold);
  if (!fits || threshold < 2 || threshold > shares || shares > 255) {
    throw new CscssError(
      "ERR_ARGUMENT",
      `${threshold} of ${shares} is not a way to split a key: choose 2 to 255 shares, and a threshold of 2 up to as many.`,
      { details: { shares, threshold } },
    );
  }
  const address = addressOf(nobleSecp256k1.publicKeyOf(privateKey));
  const set = random(4);
  const parts = await split(concatBytes(privateKey, decodeHex(address, 20)), shares, threshold);
  return parts.map((share) => encodeShare({ threshold, set, share }));
}
