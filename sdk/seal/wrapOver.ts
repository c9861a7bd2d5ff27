import { sha512 } from "@noble/hashes/sha2";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { decryptAesCbc, encryptAesCbc } from "../crypto/aesCbc.ts";
import { hmacSha256 } from "../crypto/hmacSha256.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { sealOpenError } from "./sealOpenError.ts";
import type { WrapKey, WrappedKey } from "./WrappedKey.ts";

/** Signs that there are none become other signs, and nothing is left out: no such text is that of a content key. */
const AS_ETH_CRYPTO = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Wraps as eth-crypto does, byte for byte, over any curve backend: ECIES on secp256k1, SHA-512 of the shared x for the two
 * keys, AES-256-CBC, HMAC-SHA256 over iv, ephemeral key and ciphertext.
 *
 * @throws ERR_PRIVATE_KEY for an ephemeral key out of range (once in 2^127 runs), ERR_PUBLIC_KEY.
 */
export function wrapOver(curve: Secp256k1): WrapKey {
  return async ({ text, publicKey, iv, ephemeralPrivateKey }) => {
    const ephemeral = curve.decompress(curve.publicKeyOf(ephemeralPrivateKey));
    const { key, macKey } = keysOf(curve.sharedXOnce(ephemeralPrivateKey, publicKey));
    const ciphertext = await encryptAesCbc({ key, iv, data: encodeUtf8(text) });
    return {
      iv: bytesToHex(iv),
      ephemPublicKey: bytesToHex(ephemeral),
      ciphertext: bytesToHex(ciphertext),
      mac: bytesToHex(macOf(macKey, iv, ephemeral, ciphertext)),
    };
  };
}

/**
 * Opens what eth-crypto's encryptWithPublicKey, or wrapOver, made for a key.
 *
 * @param privateKey - 32 bytes.
 * @returns what rejects with ERR_SEAL_OPEN if it does not open.
 */
export function unwrapOver(curve: Secp256k1, privateKey: Uint8Array): (wrapped: WrappedKey) => Promise<string> {
  return async (wrapped) => {
    const [iv, ephemeral, ciphertext, mac] = [wrapped.iv, wrapped.ephemPublicKey, wrapped.ciphertext, wrapped.mac].map(
      hexToBytes,
    ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const { key, macKey } = keysOf(curve.sharedX(privateKey, curve.compress(ephemeral)));
    if (!areEqual(mac, macOf(macKey, iv, ephemeral, ciphertext))) throw sealOpenError("holder");
    const text = await decryptAesCbc({ key, iv, data: ciphertext });
    // Whoever made the MAC may have wrapped anything.
    if (text === undefined) throw sealOpenError("holder");
    return AS_ETH_CRYPTO.decode(text);
  };
}

function keysOf(sharedX: Uint8Array): { key: Uint8Array; macKey: Uint8Array } {
  const hash = sha512(sharedX);
  return { key: hash.slice(0, 32), macKey: hash.slice(32) };
}

function macOf(macKey: Uint8Array, iv: Uint8Array, ephemeral: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  return hmacSha256(macKey, concatBytes(iv, ephemeral, ciphertext));
}

/** In the same time wherever they differ. */
function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return (
    one.length === other.length &&
    one.reduce((found, byte, index) => found | (byte ^ (other[index] as number)), 0) === 0
  );
}
