import { bytesToHex, hexToBytes } from "@noble/hashes/utils";
import { CscssError } from "../errors/CscssError.ts";

/**
 * Encodes bytes as lower-case hex with 0x in front. Never throws.
 *
 * @returns 0x and two digits a byte.
 * @example
 * encodeHex(new Uint8Array([1, 171])); // "0x01ab"
 */
export function encodeHex(bytes: Uint8Array): `0x${string}` {
  return `0x${bytesToHex(bytes)}`;
}

/**
 * Decodes hex with 0x in front, in either case.
 *
 * @param length - how many bytes it must give.
 * @returns the bytes.
 * @throws ERR_ENCODING if the text is not 0x and exactly that many bytes. The text itself is not repeated: it may be
 * a secret.
 * @example
 * decodeHex("0x01AB", 2); // Uint8Array [1, 171]
 * decodeHex("01ab", 2); // throws ERR_ENCODING
 */
export function decodeHex(text: string, length: number): Uint8Array {
  if (!/^0x[0-9a-fA-F]*$/.test(text) || text.length !== 2 + 2 * length) {
    throw new CscssError("ERR_ENCODING", `Expected 0x and ${2 * length} hex digits, found ${text.length} characters.`, {
      details: { length },
    });
  }
  return hexToBytes(text.slice(2));
}
