import { encodeUtf8 } from "../bytes/utf8.ts";
import { hmacSha256 } from "../crypto/hmacSha256.ts";
import { CscssError } from "../errors/CscssError.ts";

/**
 * Derives the salt of one claim from the record's seed: the first 16 bytes of HMAC-SHA256(seed, JSON pointer of the
 * claim). So a sealed payload keeps one seed in place of many salts. Claims that identify a person take random salts:
 * their digests are on chain for good, and what is sealed there, the seed included, must not help to guess them.
 *
 * @param seed - 16 random bytes, new for every payload sequence.
 * @param name - the claim's name in credentialSubject.
 * @returns 16 bytes.
 * @throws ERR_ARGUMENT if the seed is not 16 bytes.
 */
export function deriveSalt(seed: Uint8Array, name: string): Uint8Array {
  if (seed.length !== 16) throw new CscssError("ERR_ARGUMENT", `The seed has ${seed.length} bytes; 16 are expected.`);
  const pointer = `/vc/credentialSubject/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return hmacSha256(seed, encodeUtf8(pointer)).slice(0, 16);
}
