import { bytesToHex } from "@noble/hashes/utils";
import { decryptWithPrivateKey } from "eth-crypto";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { DecryptionKey } from "./DecryptionKey.ts";
import { unwrapOver } from "./wrapOver.ts";

/**
 * A holder's decryption key held in memory.
 *
 * @param privateKey - 32 bytes.
 * @param curve - a faster backend, which then also opens in place of eth-crypto; see openSecp256k1.
 * @returns a key for openRecords.
 * @throws ERR_PRIVATE_KEY
 * @example
 * memoryDecryptionKey(privateKey).publicKey.length; // 33
 */
export function memoryDecryptionKey(privateKey: Uint8Array, curve?: Secp256k1): DecryptionKey {
  const { publicKeyOf, sharedX } = curve ?? nobleSecp256k1;
  return {
    publicKey: publicKeyOf(privateKey),
    sharedX: async (peerPublicKey) => sharedX(privateKey, peerPublicKey),
    unwrap:
      curve === undefined
        ? (wrapped) => decryptWithPrivateKey(bytesToHex(privateKey), wrapped)
        : unwrapOver(curve, privateKey),
  };
}
