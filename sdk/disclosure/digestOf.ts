import { utf8ToBytes } from "@noble/hashes/utils";
import { encodeBase64url } from "../bytes/base64url.ts";
import { sha256 } from "../crypto/sha256.ts";

/** The digest of an encoded disclosure, as it stands in `_sd` (RFC 9901, section 4.2.3). Says nothing about its form. */
export function digestOf(encoded: string): string {
  return encodeBase64url(sha256(utf8ToBytes(encoded)));
}
