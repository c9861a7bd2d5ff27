import { OP } from "./opcodes.ts";

const BITS = 256n;
const SIZE = 1n << BITS;
/** All bits of a word set. */
const MAX_WORD = SIZE - 1n;

/** Cuts an integer, of either sign, to a word. */
function toWord(value: bigint): bigint {
  return BigInt.asUintN(256, value);
}

const signed = (word: bigint): bigint => BigInt.asIntN(256, word);
const bit = (holds: boolean): bigint => (holds ? 1n : 0n);

/** Powers modulo 2^256, by squaring. */
function power(base: bigint, exponent: bigint): bigint {
  let [result, factor, rest] = [1n, base, exponent];
  for (; rest > 0n; rest >>= 1n, factor = toWord(factor * factor)) if (rest & 1n) result = toWord(result * factor);
  return result;
}

/** Instructions that take two words, by opcode; `a` is the top of the stack. */
export const BINARY: Readonly<Record<number, (a: bigint, b: bigint) => bigint>> = {
  [OP.ADD]: (a, b) => toWord(a + b),
  [OP.MUL]: (a, b) => toWord(a * b),
  [OP.SUB]: (a, b) => toWord(a - b),
  [OP.DIV]: (a, b) => (b === 0n ? 0n : a / b),
  [OP.SDIV]: (a, b) => (b === 0n ? 0n : toWord(signed(a) / signed(b))),
  [OP.MOD]: (a, b) => (b === 0n ? 0n : a % b),
  [OP.SMOD]: (a, b) => (b === 0n ? 0n : toWord(signed(a) % signed(b))),
  [OP.EXP]: power,
  [OP.SIGNEXTEND]: (size, word) => (size > 30n ? word : toWord(BigInt.asIntN(8 * (Number(size) + 1), word))),
  [OP.LT]: (a, b) => bit(a < b),
  [OP.GT]: (a, b) => bit(a > b),
  [OP.SLT]: (a, b) => bit(signed(a) < signed(b)),
  [OP.SGT]: (a, b) => bit(signed(a) > signed(b)),
  [OP.EQ]: (a, b) => bit(a === b),
  [OP.AND]: (a, b) => a & b,
  [OP.OR]: (a, b) => a | b,
  [OP.XOR]: (a, b) => a ^ b,
  [OP.BYTE]: (index, word) => (index > 31n ? 0n : (word >> (8n * (31n - index))) & 0xffn),
  [OP.SHL]: (shift, word) => (shift >= BITS ? 0n : toWord(word << shift)),
  [OP.SHR]: (shift, word) => (shift >= BITS ? 0n : word >> shift),
  [OP.SAR]: (shift, word) => toWord(signed(word) >> (shift >= BITS ? BITS : shift)),
};

/** Instructions that take one word. */
export const UNARY: Readonly<Record<number, (word: bigint) => bigint>> = {
  [OP.ISZERO]: (word) => bit(word === 0n),
  [OP.NOT]: (word) => MAX_WORD ^ word,
};

/** Instructions that take three words. */
export const TERNARY: Readonly<Record<number, (a: bigint, b: bigint, n: bigint) => bigint>> = {
  [OP.ADDMOD]: (a, b, n) => (n === 0n ? 0n : (a + b) % n),
  [OP.MULMOD]: (a, b, n) => (n === 0n ? 0n : (a * b) % n),
};
