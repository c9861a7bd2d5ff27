import { bytesToHex } from "@noble/hashes/utils";
import { decryptWithPrivateKey } from "eth-crypto";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { DecryptionKey } from "./DecryptionKey.ts";

/**
 * A holder's decryption key held in memory.
 *
 * @param privateKey - 32 bytes.
 * @throws ERR_PRIVATE_KEY
 */
export function memoryDecryptionKey(privateKey: Uint8Array, curve: Secp256k1 = nobleSecp256k1): DecryptionKey {
  return {
    publicKey: curve.publicKeyOf(privateKey),
    sharedX: async (peerPublicKey) => curve.sharedX(privateKey, peerPublicKey),
    unwrap: (wrapped) => decryptWithPrivateKey(bytesToHex(privateKey), wrapped),
  };
}
