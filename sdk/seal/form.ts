import { concatBytes } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import { MAX_SEALED } from "./limits.ts";
import { sealOpenError } from "./sealOpenError.ts";

/** The fields of a sealed payload. */
export interface SealedForm {
  /** The number of the issuer's sealing key. */
  readonly sealingKeyNumber: number;
  /** 33 bytes, compressed. */
  readonly ephemeralKey: Uint8Array;
  /** 16 bytes. */
  readonly iv: Uint8Array;
  /** 32 bytes. */
  readonly mac: Uint8Array;
  /** 48 bytes: the wrapped content key. */
  readonly wrapped: Uint8Array;
  /** The holder layer: its ciphertext and, at the end, its 16-byte tag. */
  readonly holderLayer: Uint8Array;
}

const VERSION = 0x01;
const HEAD_LENGTH = 1 + 2 + 33 + 16 + 32 + 48;
/** Two tags, a nonce, the kind of packing, and a deflate stream that cannot be empty. */
const MIN_LENGTH = HEAD_LENGTH + 16 + 12 + 16 + 1 + 1;

/**
 * Writes a sealed payload as bytes: version ‖ sealing key number (2) ‖ ephemeral key (33) ‖ iv (16) ‖ mac (32) ‖
 * wrapped (48) ‖ holder layer.
 *
 * @throws ERR_SEAL_SIZE over 24,000 bytes.
 */
export function encodeSealedForm(form: SealedForm): Uint8Array {
  const { sealingKeyNumber, ephemeralKey, iv, mac, wrapped, holderLayer } = form;
  const number = encodeUint(sealingKeyNumber, 2);
  const sealed = concatBytes(Uint8Array.of(VERSION), number, ephemeralKey, iv, mac, wrapped, holderLayer);
  if (sealed.length > MAX_SEALED) {
    throw new CscssError("ERR_SEAL_SIZE", `The sealed payload has ${sealed.length} bytes; ${MAX_SEALED} are allowed.`, {
      details: { length: sealed.length, limit: MAX_SEALED },
    });
  }
  return sealed;
}

/**
 * Reads a sealed payload strictly. Opens nothing.
 *
 * @throws ERR_SEAL_OPEN with details.layer "form" for another version, a length out of bounds, or an ephemeral key
 * that is not the one encoding of a point on the curve.
 */
export function decodeSealedForm(sealed: Uint8Array, curve: Secp256k1 = nobleSecp256k1): SealedForm {
  if (sealed.length < MIN_LENGTH || sealed.length > MAX_SEALED || sealed[0] !== VERSION) throw sealOpenError("form");
  const ephemeralKey = sealed.slice(3, 36);
  if (!curve.isPublicKey(ephemeralKey)) throw sealOpenError("form");
  return {
    sealingKeyNumber: new DataView(sealed.buffer, sealed.byteOffset).getUint16(1),
    ephemeralKey,
    iv: sealed.slice(36, 52),
    mac: sealed.slice(52, 84),
    wrapped: sealed.slice(84, HEAD_LENGTH),
    holderLayer: sealed.slice(HEAD_LENGTH),
  };
}
