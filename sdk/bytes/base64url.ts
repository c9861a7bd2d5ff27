import { CscssError } from "../errors/CscssError.ts";

/** Node's, where there is Node; asked for without an import, so that bundles for browsers need none. */
const nodeBuffer = globalThis.process?.getBuiltinModule?.("node:buffer").Buffer;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** The value of each ASCII character of the alphabet. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, ALPHABET.indexOf(String.fromCharCode(code))));

/**
 * Encodes bytes as base64url without padding (RFC 4648, section 5).
 *
 * @example
 * encodeBase64url(new Uint8Array([255, 254])); // "__4"
 */
export function encodeBase64url(bytes: Uint8Array): string {
  if (nodeBuffer !== undefined) {
    return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
  }
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += ALPHABET.charAt((held >> (bits - 6)) & 63);
    held &= 0xff;
  }
  return bits === 0 ? text : text + ALPHABET.charAt((held << (6 - bits)) & 63);
}

/**
 * Decodes base64url strictly: no padding, no white space, no bits left over. Every byte string has exactly one text.
 *
 * @throws ERR_ENCODING if the text is anything but the one encoding of some bytes.
 * @example
 * decodeBase64url("__4"); // Uint8Array [255, 254]
 */
export function decodeBase64url(text: string): Uint8Array {
  const [problem, position] = problemIn(text) ?? [];
  if (problem !== undefined) {
    throw new CscssError(
      "ERR_ENCODING",
      `The base64url text ${problem} (at ${position}). Send it unpadded and unchanged.`,
      {
        details: { position },
      },
    );
  }
  // Node skips what it does not know; by now there is nothing to skip.
  if (nodeBuffer !== undefined) return new Uint8Array(nodeBuffer.from(text, "base64url"));
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index++) {
    held = ((held << 6) | valueAt(text, index)) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = held >> bits;
    }
  }
  return bytes;
}

/** Why a text is not the one encoding of some bytes, and at which character. */
function problemIn(text: string): [problem: string, position: number] | undefined {
  const over = text.length % 4;
  if (over === 1) return ["has a length no bytes encode to", text.length];
  const stranger = text.search(/[^\w-]/);
  if (stranger >= 0) return ["has a character outside A-Z a-z 0-9 - _", stranger];
  if (over === 0) return undefined;
  const last = text.length - 1;
  const left = valueAt(text, last) & (over === 2 ? 0x0f : 0x03);
  return left === 0 ? undefined : ["has bits left over in its last character", last];
}

/** @param index - of a character of the alphabet. */
function valueAt(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] as number;
}
