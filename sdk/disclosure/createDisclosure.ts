import { encodeBase64url } from "../bytes/base64url.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import type { Disclosure } from "./Disclosure.ts";
import { decodeDisclosure } from "./decodeDisclosure.ts";
import { isReservedClaim } from "./isReservedClaim.ts";

/**
 * Makes the disclosure of one claim (RFC 9901, section 4.2.1) and its digest.
 *
 * @param input.salt - at least 16 bytes: derived with deriveSalt, or random for a claim that identifies a person.
 * @throws ERR_ARGUMENT if the claim is never disclosable (see isReservedClaim).
 * @throws ERR_DISCLOSURE_FORMAT, ERR_ENCODING, ERR_JSON if salt, name or value cannot be written.
 * @example
 * createDisclosure({ salt, name: "awardTitle", value: "Master of Science" }).encoded; // "Wy…"
 */
export function createDisclosure(input: { salt: Uint8Array; name: string; value: JsonValue }): Disclosure {
  if (isReservedClaim(input.name)) {
    throw new CscssError(
      "ERR_ARGUMENT",
      `The claim "${input.name}" can never be disclosed separately. Keep it visible.`,
      {
        details: { name: input.name },
      },
    );
  }
  const text = JSON.stringify([encodeBase64url(input.salt), input.name, input.value]);
  return decodeDisclosure(encodeBase64url(encodeUtf8(text)));
}
