import { utf8ToBytes } from "@noble/hashes/utils";
import { encodeHex } from "../bytes/hex.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { CscssError } from "../errors/CscssError.ts";

/**
 * keccak256 of the token's signing input, the ASCII text `header.payload`: what the chain keeps of a credential. The
 * signature is left out because ECDSA lets anyone turn one valid signature into another.
 *
 * @param token - a compact JWS, without disclosures.
 * @returns 0x and 64 hex digits, lower case.
 * @throws ERR_TOKEN_FORMAT if it is not three base64url parts.
 */
export function payloadHash(token: string): `0x${string}` {
  const signingInput = /^([\w-]+\.[\w-]+)\.[\w-]+$/.exec(token)?.[1];
  if (signingInput === undefined) {
    throw new CscssError(
      "ERR_TOKEN_FORMAT",
      "The token is not header.payload.signature. Pass the part before the first ~.",
    );
  }
  return encodeHex(keccak256(utf8ToBytes(signingInput)));
}
