import { hkdf } from "@noble/hashes/hkdf";
import { sha256 } from "@noble/hashes/sha2";
import { decryptAesGcm, encryptAesGcm } from "../crypto/aesGcm.ts";

/** What both directions of the holder layer need. */
export interface HolderLayerInput {
  /** 32 bytes, new for every payload: key and nonce come from it, so it must never be used twice. */
  readonly contentKey: Uint8Array;
  /** 12 bytes that only the wallet's storage keeps. Once they are zeroed there, the payload does not open any more. */
  readonly shredHalf: Uint8Array;
  readonly aad: Uint8Array;
  readonly data: Uint8Array;
}

/** Closes the outer layer: ciphertext ‖ tag (16). */
export function closeHolderLayer(input: HolderLayerInput): Promise<Uint8Array> {
  return encryptAesGcm({ ...deriveKey(input), aad: input.aad, data: input.data });
}

/** Opens the outer layer; undefined if its tag does not fit. */
export function openHolderLayer(input: HolderLayerInput): Promise<Uint8Array | undefined> {
  return decryptAesGcm({ ...deriveKey(input), aad: input.aad, data: input.data });
}

function deriveKey({ contentKey, shredHalf, aad }: HolderLayerInput): { key: Uint8Array; nonce: Uint8Array } {
  const derived = hkdf(sha256, contentKey, shredHalf, aad, 44);
  return { key: derived.subarray(0, 32), nonce: derived.subarray(32) };
}
