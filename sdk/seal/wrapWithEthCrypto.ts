import { bytesToHex } from "@noble/hashes/utils";
import type { EncryptOptions } from "eth-crypto";
import { encryptWithPublicKey } from "eth-crypto";
import type { WrapKey } from "./WrappedKey.ts";

/** Wraps with eth-crypto itself: ECIES over secp256k1 with AES-256-CBC and HMAC-SHA256. */
export const wrapWithEthCrypto: WrapKey = ({ text, publicKey, iv, ephemeralPrivateKey }) => {
  // eth-crypto copies both with Buffer.from, so plain bytes do.
  const options = { iv, ephemPrivateKey: ephemeralPrivateKey } as EncryptOptions;
  return encryptWithPublicKey(bytesToHex(publicKey), text, options);
};
