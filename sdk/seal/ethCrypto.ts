import { bytesToHex } from "@noble/hashes/utils";
import type { EncryptOptions } from "eth-crypto";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { WrapKey, WrappedKey } from "./WrappedKey.ts";
import { unwrapOver } from "./wrapOver.ts";

/** Not by a literal: bundlers for browsers, where eth-crypto misses Node's Buffer, would follow it. */
function loadEthCrypto(name = "eth-crypto"): Promise<typeof import("eth-crypto")> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}

/** Wraps with eth-crypto itself: ECIES over secp256k1 with AES-256-CBC and HMAC-SHA256. Node only. */
export const wrapWithEthCrypto: WrapKey = async ({ text, publicKey, iv, ephemeralPrivateKey }) => {
  const { encryptWithPublicKey } = await loadEthCrypto();
  // eth-crypto copies both with Buffer.from, so plain bytes do.
  const options = { iv, ephemPrivateKey: ephemeralPrivateKey } as EncryptOptions;
  return encryptWithPublicKey(bytesToHex(publicKey), text, options);
};

/**
 * Opens with eth-crypto itself. Node only.
 *
 * @param privateKey - 32 bytes.
 * @returns what rejects with ERR_SEAL_OPEN if the MAC does not fit, and with eth-crypto's own error for all else.
 */
export function unwrapWithEthCrypto(privateKey: Uint8Array): (wrapped: WrappedKey) => Promise<string> {
  const unwrapItself = unwrapOver(nobleSecp256k1, privateKey);
  return async (wrapped) => {
    const { decryptWithPrivateKey } = await loadEthCrypto();
    try {
      return await decryptWithPrivateKey(bytesToHex(privateKey), wrapped);
    } catch (error) {
      // eth-crypto tells its reasons apart in words only; our own reading of the same bytes knows a MAC that does not fit.
      await unwrapItself(wrapped);
      throw error;
    }
  };
}
