import { CscssError } from "../errors/CscssError.ts";

/** Node's, where there is Node; asked for without an import, so that bundles for browsers need none. */
const nodeBuffer = globalThis.process?.getBuiltinModule?.("node:buffer").Buffer;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const NONE = 255;
/** The value of each ASCII character. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value === -1 ? NONE : value;
});

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
  // Node skips what it does not know, so it is given only what has nothing to skip.
  if (nodeBuffer !== undefined && isCanonical(text)) return new Uint8Array(nodeBuffer.from(text, "base64url"));
  if (text.length % 4 === 1) throw refuse("has a length no bytes encode to", text.length);
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index++) {
    const value = VALUES[text.charCodeAt(index)] ?? NONE;
    if (value === NONE) throw refuse("has a character outside A-Z a-z 0-9 - _", index);
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = held >> bits;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) throw refuse("has bits left over in its last character", text.length - 1);
  return bytes;
}

/** Whether it is the one encoding of some bytes: letters of the alphabet, a length that occurs, no bits left over. */
function isCanonical(text: string): boolean {
  const over = text.length % 4;
  if (over === 1 || !/^[\w-]*$/.test(text)) return false;
  const last = VALUES[text.charCodeAt(text.length - 1)] ?? NONE;
  return over === 0 || (last & (over === 2 ? 0x0f : 0x03)) === 0;
}

function refuse(problem: string, position: number): CscssError {
  return new CscssError(
    "ERR_ENCODING",
    `The base64url text ${problem} (at ${position}). Send it unpadded and unchanged.`,
    {
      details: { position },
    },
  );
}
