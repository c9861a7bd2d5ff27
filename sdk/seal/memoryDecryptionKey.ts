import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { nodeCrypto } from "../crypto/nodeCrypto.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { DecryptionKey } from "./DecryptionKey.ts";
import { unwrapWithEthCrypto } from "./ethCrypto.ts";
import { unwrapOver } from "./wrapOver.ts";

/**
 * A holder's decryption key held in memory. In Node it opens with eth-crypto; in a browser, which eth-crypto does not run
 * in without polyfills, with our own code of the same form.
 *
 * @param privateKey - 32 bytes.
 * @param curve - a faster backend for opening many, which then also opens in place of eth-crypto; see openSecp256k1.
 * @throws ERR_PRIVATE_KEY
 * @example
 * const { opened } = await openRecords(chain, wallet, { decryptionKey: memoryDecryptionKey(privateKey), claimFiles });
 */
export function memoryDecryptionKey(privateKey: Uint8Array, curve?: Secp256k1): DecryptionKey {
  const { publicKeyOf, sharedX } = curve ?? nobleSecp256k1;
  return {
    publicKey: publicKeyOf(privateKey),
    sharedX: async (peerPublicKey) => sharedX(privateKey, peerPublicKey),
    unwrap:
      curve === undefined && nodeCrypto !== undefined
        ? unwrapWithEthCrypto(privateKey)
        : unwrapOver(curve ?? nobleSecp256k1, privateKey),
  };
}
