import { hkdf } from "@noble/hashes/hkdf";
import { sha256 } from "@noble/hashes/sha2";
import { concatBytes } from "@noble/hashes/utils";
import { decryptAesGcm, encryptAesGcm } from "../crypto/aesGcm.ts";

/** What both directions of the issuer layer need. */
export interface IssuerLayerInput {
  /** 32 bytes: x of the Diffie-Hellman point of the issuer's sealing key and the holder's key. */
  readonly sharedX: Uint8Array;
  readonly aad: Uint8Array;
  readonly data: Uint8Array;
}

/**
 * Closes the inner layer: nonce (12) ‖ ciphertext ‖ tag (16). It opens only with the holder's private and the
 * issuer's public key, so what opens came from that issuer (or from the holder, who can make the same key; the
 * token's signature decides).
 *
 * @param input.nonce - 12 random bytes.
 */
export async function closeIssuerLayer(input: IssuerLayerInput & { nonce: Uint8Array }): Promise<Uint8Array> {
  return concatBytes(input.nonce, await encryptAesGcm({ ...input, key: deriveKey(input) }));
}

/** Opens the inner layer; undefined if its tag does not fit. */
export async function openIssuerLayer(input: IssuerLayerInput): Promise<Uint8Array | undefined> {
  const [nonce, data] = [input.data.subarray(0, 12), input.data.subarray(12)];
  return decryptAesGcm({ key: deriveKey(input), nonce, aad: input.aad, data });
}

function deriveKey({ sharedX, aad }: IssuerLayerInput): Uint8Array {
  return hkdf(sha256, sharedX, undefined, aad, 32);
}
