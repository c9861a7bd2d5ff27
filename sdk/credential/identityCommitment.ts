import { concatBytes } from "@noble/hashes/utils";
import { decodeBase64url } from "../bytes/base64url.ts";
import { encodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { JsonObject } from "../json/JsonValue.ts";

/**
 * What profile 3 keeps of an identity in the header: keccak256(salt ‖ canonical JSON of the identifying claims).
 *
 * @param salt - 32 bytes in base64url, as `identityOpening.salt` has it.
 * @param identity - the identifying claims, without identityOpening.
 */
export function identityCommitment(salt: string, identity: JsonObject): `0x${string}` {
  return encodeHex(keccak256(concatBytes(decodeBase64url(salt), encodeUtf8(canonicalJson(identity)))));
}
