import { concatBytes } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";
import { hmacSha256 } from "./hmacSha256.ts";

/**
 * A source of random bytes that all come from one seed: HMAC-SHA256(seed, 0), HMAC-SHA256(seed, 1), … So the same seed gives
 * the same bytes in whatever thread, and whoever lacks it can tell none of them from chance.
 *
 * @param seed - 32 random bytes, used for nothing else.
 */
export function randomFrom(seed: Uint8Array): (length: number) => Uint8Array {
  let block = 0;
  return (length) => {
    const parts: Uint8Array[] = [];
    for (let made = 0; made < length; made += 32) parts.push(hmacSha256(seed, encodeUint(block++, 4)));
    return concatBytes(...parts).slice(0, length);
  };
}
