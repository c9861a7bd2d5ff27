import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { SealingKey } from "./SealingKey.ts";

/**
 * A sealing key held in memory.
 *
 * @param privateKey - 32 bytes; never the key that signs.
 * @param curve - plain JavaScript unless told; see openSecp256k1.
 * @returns a key for an IssuerContext.
 * @throws ERR_PRIVATE_KEY
 * @example
 * memorySealingKey(privateKey).publicKey.length; // 33
 */
export function memorySealingKey(privateKey: Uint8Array, curve: Secp256k1 = nobleSecp256k1): SealingKey {
  return {
    publicKey: curve.publicKeyOf(privateKey),
    sharedX: async (peerPublicKey) => curve.sharedX(privateKey, peerPublicKey),
  };
}
