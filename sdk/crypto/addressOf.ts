import { encodeHex } from "../bytes/hex.ts";
import { checksumAddress } from "./checksumAddress.ts";
import { keccak256 } from "./keccak256.ts";
import { nobleSecp256k1 } from "./nobleSecp256k1.ts";
import type { Secp256k1 } from "./Secp256k1.ts";

/**
 * The Ethereum address of a public key, with its checksum.
 *
 * @param publicKey - 33 bytes, compressed.
 * @throws ERR_PUBLIC_KEY if that is no point of the curve.
 */
export function addressOf(publicKey: Uint8Array, curve: Secp256k1 = nobleSecp256k1): `0x${string}` {
  return checksumAddress(encodeHex(keccak256(curve.decompress(publicKey).subarray(1)).subarray(12)));
}
