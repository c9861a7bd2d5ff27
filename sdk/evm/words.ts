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

/** Instructions that take two words, by opcode; `a` is the top of the stack. @source Ethereum yellow paper, appendix H */
export const BINARY: Readonly<Record<number, (a: bigint, b: bigint) => bigint>> = {
  1: (a, b) => toWord(a + b),
  2: (a, b) => toWord(a * b),
  3: (a, b) => toWord(a - b),
  4: (a, b) => (b === 0n ? 0n : a / b),
  5: (a, b) => (b === 0n ? 0n : toWord(signed(a) / signed(b))),
  6: (a, b) => (b === 0n ? 0n : a % b),
  7: (a, b) => (b === 0n ? 0n : toWord(signed(a) % signed(b))),
  10: power,
  11: (size, word) => (size > 30n ? word : toWord(BigInt.asIntN(8 * (Number(size) + 1), word))),
  16: (a, b) => bit(a < b),
  17: (a, b) => bit(a > b),
  18: (a, b) => bit(signed(a) < signed(b)),
  19: (a, b) => bit(signed(a) > signed(b)),
  20: (a, b) => bit(a === b),
  22: (a, b) => a & b,
  23: (a, b) => a | b,
  24: (a, b) => a ^ b,
  26: (index, word) => (index > 31n ? 0n : (word >> (8n * (31n - index))) & 0xffn),
  27: (shift, word) => (shift >= BITS ? 0n : toWord(word << shift)),
  28: (shift, word) => (shift >= BITS ? 0n : word >> shift),
  29: (shift, word) => toWord(signed(word) >> (shift >= BITS ? BITS : shift)),
};

/** Instructions that take one word. */
export const UNARY: Readonly<Record<number, (word: bigint) => bigint>> = {
  21: (word) => bit(word === 0n),
  25: (word) => MAX_WORD ^ word,
};

/** Instructions that take three words. */
export const TERNARY: Readonly<Record<number, (a: bigint, b: bigint, n: bigint) => bigint>> = {
  8: (a, b, n) => (n === 0n ? 0n : (a + b) % n),
  9: (a, b, n) => (n === 0n ? 0n : (a * b) % n),
};
