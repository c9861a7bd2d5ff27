import { decodeBase64url } from "../bytes/base64url.ts";
import { decodeUtf8 } from "../bytes/utf8.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { Disclosure } from "./Disclosure.ts";
import { digestOf } from "./digestOf.ts";
import { holdsDigestMark } from "./holdsDigestMark.ts";

/**
 * Takes one disclosure apart, strictly: `[salt, name, value]`, a salt of 16 to 64 bytes in base64url, and no digests
 * inside the value (we use flat disclosures only). **Verifies nothing**: only a digest in a verified token makes it
 * true.
 *
 * @param encoded - base64url of the JSON array, as it stands between two tildes.
 * @returns its parts, and the digest by which a token names it: base64url of SHA-256 over `encoded`.
 * @throws ERR_DISCLOSURE_FORMAT
 * @source RFC 9901, section 4.2.1.
 * @example
 * decodeDisclosure(
 *   "WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiYXdhcmRUaXRsZSIsIk1hc3RlciBvZiBTY2llbmNlIl0",
 * ).value; // "Master of Science"
 */
export function decodeDisclosure(encoded: string): Disclosure {
  try {
    const parts = parseJsonStrict(decodeUtf8(decodeBase64url(encoded)));
    if (!Array.isArray(parts) || parts.length !== 3) throw refuse("is not [salt, name, value]");
    const [saltText, name, value] = parts as [JsonValue, JsonValue, JsonValue];
    if (typeof saltText !== "string" || typeof name !== "string") throw refuse("is not [salt, name, value]");
    const salt = decodeBase64url(saltText);
    if (salt.length < 16 || salt.length > 64) throw refuse("has a salt that is not 16 to 64 bytes");
    if (holdsDigestMark(value)) throw refuse("holds digests inside its value");
    return { encoded, digest: digestOf(encoded), salt, name, value };
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_DISCLOSURE_FORMAT") throw error;
    throw refuse("is not base64url of a JSON array", error);
  }
}

function refuse(problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_DISCLOSURE_FORMAT", `A disclosure ${problem}.`, { cause, details: { problem } });
}
