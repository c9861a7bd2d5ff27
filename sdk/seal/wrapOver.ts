import { sha512 } from "@noble/hashes/sha2";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils";
import { decodeUtf8, encodeUtf8 } from "../bytes/utf8.ts";
import { decryptAesCbc, encryptAesCbc } from "../crypto/aesCbc.ts";
import { hmacSha256 } from "../crypto/hmacSha256.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { WrapKey, WrappedKey } from "./WrappedKey.ts";

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
 * @returns what rejects, with whatever error, if it does not open.
 */
export function unwrapOver(curve: Secp256k1, privateKey: Uint8Array): (wrapped: WrappedKey) => Promise<string> {
  return async (wrapped) => {
    const [iv, ephemeral, ciphertext, mac] = [wrapped.iv, wrapped.ephemPublicKey, wrapped.ciphertext, wrapped.mac].map(
      hexToBytes,
    ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const { key, macKey } = keysOf(curve.sharedX(privateKey, curve.compress(ephemeral)));
    if (!areEqual(mac, macOf(macKey, iv, ephemeral, ciphertext))) {
      throw new CscssError("ERR_SEAL_OPEN", "The wrapped key does not open with this private key.", {
        details: { layer: "holder" },
      });
    }
    return decodeUtf8(await decryptAesCbc({ key, iv, data: ciphertext }));
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
