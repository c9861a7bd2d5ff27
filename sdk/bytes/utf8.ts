import { CscssError } from "../errors/CscssError.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Encodes text as UTF-8.
 *
 * @returns the bytes, without a byte order mark.
 * @throws ERR_ENCODING if the text holds a lone surrogate, which UTF-8 cannot carry and encoders silently replace.
 * @source RFC 3629.
 * @example
 * encodeUtf8("é"); // Uint8Array [195, 169]
 */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) {
    throw new CscssError("ERR_ENCODING", "The text holds half of a surrogate pair. Send well-formed Unicode.");
  }
  return ENCODER.encode(text);
}

/**
 * Decodes UTF-8 strictly.
 *
 * @returns the text.
 * @throws ERR_ENCODING if the bytes are not UTF-8 or begin with a byte order mark.
 * @source RFC 3629.
 * @example
 * decodeUtf8(Uint8Array.of(195, 169)); // "é"
 * decodeUtf8(Uint8Array.of(195)); // throws ERR_ENCODING
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    throw new CscssError("ERR_ENCODING", "The text begins with a byte order mark. Send it without one.");
  }
  try {
    return DECODER.decode(bytes);
  } catch (cause) {
    throw new CscssError("ERR_ENCODING", "The bytes are not valid UTF-8.", { cause });
  }
}
