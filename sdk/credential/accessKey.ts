import { concatBytes } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { hmacSha256 } from "../crypto/hmacSha256.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { sha256 } from "../crypto/sha256.ts";
import { CscssError } from "../errors/CscssError.ts";

/** Which award of which wallet; the same award always gives the same record. */
export interface AwardPlace {
  readonly chainId: bigint;
  readonly wallet: string;
  /** The issuer's own number of the award, for instance the diploma's. */
  readonly award: string;
  /** 0, and one more after each revocation. */
  readonly attempt: number;
}

/**
 * A record's accessKey: HMAC-SHA256(record secret, chainId (32) ‖ wallet (20) ‖ SHA-256 of the award number (32) ‖
 * attempt (4)). To everybody without the secret 32 random bytes.
 *
 * @param recordSecret - the organization's, 32 bytes. Whoever has it can recognize the organization's records.
 * @returns 0x and 64 hex digits.
 * @throws ERR_ARGUMENT if the secret is not 32 bytes; ERR_ENCODING for a wallet that is no address.
 * @source RFC 2104 (HMAC).
 * @example
 * const place = { chainId: 31337n, wallet, award: "2026/1", attempt: 0 };
 * const recordId = recordIdOf(deriveAccessKey(recordSecret, place));
 */
export function deriveAccessKey(recordSecret: Uint8Array, place: AwardPlace): string {
  if (recordSecret.length !== 32) {
    throw new CscssError("ERR_ARGUMENT", `The record secret has ${recordSecret.length} bytes; 32 are expected.`);
  }
  const message = concatBytes(
    encodeUint(place.chainId, 32),
    decodeHex(place.wallet, 20),
    sha256(encodeUtf8(place.award)),
    encodeUint(place.attempt, 4),
  );
  return encodeHex(hmacSha256(recordSecret, message));
}

/**
 * A record's id: the first 16 bytes of keccak256(accessKey), in hex.
 *
 * @param accessKey - 0x and 64 hex digits.
 * @returns 0x and 32 hex digits.
 * @throws ERR_ENCODING for another key.
 * @example
 * recordIdOf(`0x${"00".repeat(32)}`); // "0x290decd9548b62a8d60345a988386fc8"
 */
export function recordIdOf(accessKey: string): `0x${string}` {
  return encodeHex(keccak256(decodeHex(accessKey, 32)).subarray(0, 16));
}
