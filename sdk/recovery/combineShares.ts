import { combine } from "shamir-secret-sharing";
import { encodeHex } from "../bytes/hex.ts";
import { addressOf } from "../crypto/addressOf.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { KeyShare } from "./keyShare.ts";
import { decodeShare } from "./keyShare.ts";

/**
 * Rebuilds a private key from its shares, in any order. Combining the wrong shares gives some bytes without a word, so
 * the key must have the address that was split along with it: chance passes that test once in 2^160.
 *
 * @param options.address - the account the key is expected to be of.
 * @param texts - as splitPrivateKey gave them.
 * @returns 32 bytes, and the address they are the key of.
 * @throws ERR_SHARES if there are too few, if they are of different splittings, mistyped, or give no key or another
 * account's; ERR_ARGUMENT if the address is none.
 * @source Shamir, How to Share a Secret, CACM 22 (1979).
 * @example
 * const shares = await splitPrivateKey(privateKey, { shares: 3, threshold: 2, random });
 * const { address } = await combineShares(shares.slice(1));
 */
export async function combineShares(
  texts: readonly string[],
  options: { readonly address?: string } = {},
): Promise<{ privateKey: Uint8Array; address: `0x${string}` }> {
  const expected = options.address === undefined ? undefined : checksumAddress(options.address);
  const shares = distinct(texts.map(decodeShare));
  const [first] = shares;
  if (first === undefined) throw refuse("There are no shares.");
  const { threshold, set } = first;
  if (shares.some((share) => encodeHex(share.set) !== encodeHex(set) || share.threshold !== threshold)) {
    throw refuse("The shares are of different splittings. Take those that were made together.");
  }
  if (shares.length < threshold) {
    throw refuse(`There are ${shares.length} different shares, and ${threshold} are needed.`, {
      given: shares.length,
      needed: threshold,
    });
  }
  const secret = await combine(shares.map(({ share }) => share));
  const privateKey = secret.slice(0, 32);
  const address = addressIfKey(privateKey);
  if (address === undefined || address.toLowerCase() !== encodeHex(secret.slice(32))) {
    throw refuse("The shares do not give a key. One of them was altered.");
  }
  if (expected !== undefined && address !== expected) {
    throw refuse(`The shares give the key of ${address}, not of ${expected}.`, { address, expected });
  }
  return { privateKey, address };
}

/** Each share once; two that claim one place and differ cannot both be genuine. */
function distinct(shares: readonly KeyShare[]): KeyShare[] {
  const unique = [...new Map(shares.map((share) => [encodeHex(share.share), share])).values()];
  const places = new Set(unique.map(({ share, set }) => `${encodeHex(set)}/${share.at(-1)}`));
  if (places.size !== unique.length) throw refuse("Two shares differ where they should not. One of them was altered.");
  return unique;
}

function addressIfKey(privateKey: Uint8Array): `0x${string}` | undefined {
  try {
    return addressOf(nobleSecp256k1.publicKeyOf(privateKey));
  } catch {
    return undefined;
  }
}

function refuse(message: string, details: Readonly<Record<string, unknown>> = {}): CscssError {
  return new CscssError("ERR_SHARES", message, { details });
}
