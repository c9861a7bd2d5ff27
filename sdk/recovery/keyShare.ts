import { sha256 } from "@noble/hashes/sha2";
import { concatBytes } from "@noble/hashes/utils";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { encodeHex } from "../bytes/hex.ts";
import { CscssError } from "../errors/CscssError.ts";

// base64url of: how many are needed (1) ‖ which splitting (4) ‖ share of key and address (32 + 20), its place (1) ‖
// checksum (4): the first bytes of SHA-256 over the rest.
const PREFIX = "cscss-me-share-1:";
const SHARE_LENGTH = 53;
const CHECKSUM_LENGTH = 4;

/** A share taken apart. */
export interface KeyShare {
  /** How many shares of this splitting give the key. */
  readonly threshold: number;
  /** The same in all shares of one splitting: 4 bytes. */
  readonly set: Uint8Array;
  /** 53 bytes: key and address as the splitting left them, then the share's place. */
  readonly share: Uint8Array;
}

/** Writes a share as text that its keeper can put into a file, a letter or a QR code. */
export function encodeShare({ threshold, set, share }: KeyShare): string {
  const body = concatBytes(Uint8Array.of(threshold), set, share);
  return PREFIX + encodeBase64url(concatBytes(body, checksum(body)));
}

/**
 * Reads a share strictly.
 *
 * @throws ERR_SHARES if it is none, or was mistyped. The text is not repeated: it is part of a secret.
 */
export function decodeShare(text: string): KeyShare {
  const trimmed = text.trim();
  if (!trimmed.startsWith(PREFIX)) throw refuse("is not one: it does not begin with cscss-me-share-1:");
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64url(trimmed.slice(PREFIX.length));
  } catch {
    throw refuse("was mistyped: a character does not belong there");
  }
  if (bytes.length !== 1 + 4 + SHARE_LENGTH + CHECKSUM_LENGTH) throw refuse("was cut short, or goes on too long");
  const body = bytes.slice(0, -CHECKSUM_LENGTH);
  if (encodeHex(checksum(body)) !== encodeHex(bytes.slice(-CHECKSUM_LENGTH))) throw refuse("was mistyped");
  return { threshold: body[0] as number, set: body.slice(1, 5), share: body.slice(5) };
}

function checksum(body: Uint8Array): Uint8Array {
  return sha256(body).slice(0, CHECKSUM_LENGTH);
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_SHARES", `A share ${problem}.`, { details: { problem } });
}
