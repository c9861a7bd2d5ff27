import { Inflate } from "fflate";
import type { ReadingBudget } from "./ReadingBudget.ts";
import { spend } from "./ReadingBudget.ts";

/** How much is unpacked at once: deflate makes at most 1,032 bytes of one, so at most 4 MB too many come out. */
const PIECE = 4096;
/** A block that is stored as it is comes out when its last byte is there: after 64 KiB, which are 16 pieces. */
const MOST_SILENT = 18;

/**
 * Unpacks what /FlateDecode packed (RFC 1950), piece by piece, and stops where more than the limit comes out. The same code
 * in Node and in browsers. The checksum behind the stream is not looked at: who reads what comes out checks a signature.
 *
 * @param limit - bytes that may come out.
 * @returns undefined if it is damaged or more would come out.
 * @throws ERR_DOCUMENT if the budget is used up.
 */
export function inflateAtMost(packed: Uint8Array, limit: number, budget: ReadingBudget): Uint8Array | undefined {
  const [method = 0, flags = 0] = packed;
  const isZlib = (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0;
  if (!isZlib) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  let silent = 0;
  const inflater = new Inflate((part) => {
    length += part.length;
    silent = part.length === 0 ? silent + 1 : 0;
    parts.push(part);
  });
  for (let at = 2; at < packed.length; at += PIECE) {
    // The inflater does not tell that its stream has ended, and would go on collecting what stands behind it.
    const isLast = at + PIECE >= packed.length || silent >= MOST_SILENT;
    const before = length;
    try {
      inflater.push(packed.subarray(at, at + PIECE), isLast);
    } catch {
      return undefined;
    }
    spend(budget, "bytes", length - before);
    if (length > limit) return undefined;
    if (isLast) return joined(parts, length);
  }
  return undefined;
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
