import { concatBytes, utf8ToBytes } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";
import { decodeHex } from "../bytes/hex.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { SealContext } from "./SealContext.ts";

/**
 * The 86 bytes that bind a sealed payload to its place: `"cscss-me/seal/1" ‖ chainId (32) ‖ wallet (20) ‖ recordId
 * (16) ‖ payloadSequence (1) ‖ sealing key number (2)`, integers big-endian.
 *
 * @throws ERR_ARGUMENT if a part is out of its range.
 */
export function sealAad(context: SealContext): Uint8Array {
  if (context.recordId.length !== 16) {
    throw new CscssError("ERR_ARGUMENT", `The recordId has ${context.recordId.length} bytes; 16 are expected.`);
  }
  if (context.payloadSequence === 0) throw new CscssError("ERR_ARGUMENT", "A payloadSequence counts from 1.");
  return concatBytes(
    utf8ToBytes("cscss-me/seal/1"),
    encodeUint(context.chainId, 32),
    decodeHex(checksumAddress(context.wallet), 20),
    context.recordId,
    encodeUint(context.payloadSequence, 1),
    encodeUint(context.sealingKeyNumber, 2),
  );
}
