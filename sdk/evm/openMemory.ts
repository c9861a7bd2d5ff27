import { bytesToHex } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";
import { refuse } from "./refuse.ts";

/** Far more than any read of ours takes: the lens takes some 10 KB. */
const MOST_BYTES = 1 << 20;

/** The memory of one call: zero until written, growing with its use. */
export interface Memory {
  read(offset: bigint, length: bigint): Uint8Array;
  readWord(offset: bigint): bigint;
  write(offset: bigint, bytes: Uint8Array): void;
  writeWord(offset: bigint, word: bigint): void;
}

/** An empty memory. @throws ERR_VIEW beyond its limit, which is not the chain's: there the gas decides. */
export function openMemory(): Memory {
  let bytes = new Uint8Array(4096);

  function reach(offset: bigint, length: bigint): number {
    if (length === 0n) return 0;
    const end = offset + length;
    if (end > MOST_BYTES) throw tooMuch();
    if (end > bytes.length) {
      const more = new Uint8Array(Math.max(Number(end), 2 * bytes.length));
      more.set(bytes);
      bytes = more;
    }
    return Number(offset);
  }
  function read(offset: bigint, length: bigint): Uint8Array {
    const start = reach(offset, length);
    return bytes.slice(start, start + Number(length));
  }
  function write(offset: bigint, data: Uint8Array): void {
    const start = reach(offset, BigInt(data.length));
    bytes.set(data, start);
  }
  return {
    read,
    write,
    readWord: (offset) => BigInt(`0x${bytesToHex(read(offset, 32n))}`),
    writeWord: (offset, word) => write(offset, encodeUint(word, 32)),
  };
}

/** Part of some bytes, as the machine reads them: past their end there are zeros. @throws ERR_VIEW for more than memory takes. */
export function sliceOf(source: Uint8Array, offset: bigint, length: bigint): Uint8Array {
  if (length > MOST_BYTES) throw tooMuch();
  const out = new Uint8Array(Number(length));
  if (offset < source.length) out.set(source.subarray(Number(offset), Number(offset) + out.length));
  return out;
}

function tooMuch() {
  return refuse(`takes more than ${MOST_BYTES} bytes of memory`);
}
