import { CscssError } from "../errors/CscssError.ts";

/**
 * Encodes an unsigned integer as big-endian bytes of a fixed width.
 *
 * @param value - a bigint, or a number that is a safe integer.
 * @param width - how many bytes come out.
 * @throws ERR_ARGUMENT if the value is negative, no integer, or does not fit.
 * @example
 * encodeUint(258, 4); // Uint8Array [0, 0, 1, 2]
 */
export function encodeUint(value: bigint | number, width: number): Uint8Array {
  const fits = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!fits || value < 0 || BigInt(value) >> BigInt(8 * width) !== 0n) {
    throw new CscssError("ERR_ARGUMENT", `${value} is not an unsigned integer of ${width} bytes.`, {
      details: { value: String(value), width },
    });
  }
  const bytes = new Uint8Array(width);
  let rest = BigInt(value);
  for (let index = width - 1; index >= 0; index--, rest >>= 8n) bytes[index] = Number(rest & 0xffn);
  return bytes;
}
