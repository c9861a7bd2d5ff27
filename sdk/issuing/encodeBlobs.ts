import { concatBytes } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";

/** Most bytes a data contract holds, and most payloads. */
const MAX_SIZE = 24_000;
const MAX_PAYLOADS = 255;
const SLOT = 2;
const HEAD = 2;

/** Payloads that share a data contract: which they are, and the bytes of the contract's code. */
export interface Blob {
  /** Places in the list that was given. */
  readonly members: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * Distributes sealed payloads over as few data contracts as they fit into, in their order.
 *
 * @param payloads - at most 23,996 bytes each; an empty one takes no place.
 * @returns blobs as contracts/libraries/DataContract.sol reads them: 0x00 ‖ count (1) ‖ end offsets (2 each) ‖ payloads.
 */
export function encodeBlobs(payloads: readonly Uint8Array[]): Blob[] {
  const groups: number[][] = [];
  let size = 0;
  payloads.forEach((payload, index) => {
    if (payload.length === 0) return;
    const group = groups.at(-1);
    const grown = size + SLOT + payload.length;
    if (group !== undefined && grown <= MAX_SIZE && group.length < MAX_PAYLOADS) {
      group.push(index);
      size = grown;
    } else {
      groups.push([index]);
      size = HEAD + SLOT + payload.length;
    }
  });
  return groups.map((members) => ({
    members,
    bytes: encodeBlob(members.map((index) => payloads[index] as Uint8Array)),
  }));
}

function encodeBlob(payloads: readonly Uint8Array[]): Uint8Array {
  let end = 0;
  const ends = payloads.map((payload) => {
    end += payload.length;
    return encodeUint(end, SLOT);
  });
  return concatBytes(Uint8Array.of(0x00, payloads.length), ...ends, ...payloads);
}
