import type { ParamType } from "ethers";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";

/** Writes and reads a list of named values as the contract ABI does. */
export interface AbiCodec {
  /** @returns hex without 0x. @throws ERR_ENCODING for a value that does not fit its type. */
  encode(values: readonly unknown[]): string;
  /**
   * Plain objects, arrays, bigints, checksummed addresses and lower-case hex. Stricter than the ABI asks: a number out of its
   * type's range, a truth that is neither 0 nor 1 and bytes beside a short value are refused.
   *
   * @param data - 0x and hex. @throws ERR_ENCODING
   */
  decode(data: string): Record<string, unknown>;
}

/** What is being read: hex digits without 0x, and how many bytes of text may still be taken from them. */
interface Input {
  readonly digits: string;
  left: number;
}

interface Coder {
  readonly dynamic: boolean;
  /** Bytes in the head: of a dynamic value its offset's 32. */
  readonly size: number;
  encode(value: unknown): string;
  /** @param at - a byte of the input. */
  decode(input: Input, at: number): unknown;
}

const WORD = 32;
/** A contract may keep a text that begins with a byte order mark: then that belongs to it. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Makes the codec of some parameters, once. It takes a tenth of the time of ethers' coder, which builds readers, proxies and
 * lazy errors for every value.
 *
 * @throws ERR_BUILD for a type that this system's contracts do not use.
 */
export function abiCodec(types: readonly ParamType[]): AbiCodec {
  const whole = tupleCoder(types);
  return {
    encode: (values) => whole.encode(Object.fromEntries(types.map(({ name }, index) => [name, values[index]]))),
    decode(data) {
      const digits = data.slice(2).toLowerCase();
      if (!/^0x([0-9a-f]{64})*$/i.test(data)) throw refuse("is not 0x and whole words of hex");
      // Two values may share their bytes, so a short answer could otherwise be read as one without end.
      return whole.decode({ digits, left: digits.length / 2 }, 0) as Record<string, unknown>;
    },
  };
}

function coderOf(type: ParamType): Coder {
  const { baseType, arrayChildren, arrayLength, components } = type;
  if (arrayChildren !== null && arrayLength === -1) return arrayCoder(coderOf(arrayChildren));
  if (components !== null) return tupleCoder(components);
  if (baseType === "address") return addressCoder;
  if (baseType === "bool") return boolCoder;
  if (baseType === "string") return stringCoder;
  const [, kind, size] = /^(uint|bytes)([0-9]+)$/.exec(baseType) ?? [];
  if (kind === "uint") return uintCoder(Number(size));
  if (kind === "bytes") return fixedBytesCoder(Number(size));
  throw new CscssError("ERR_BUILD", `There is no codec for the type ${type.type}.`);
}

const addressCoder = word({
  encode: (value) =>
    encodeHex(decodeHex(String(value), 20))
      .slice(2)
      .padStart(64, "0"),
  decode: (digits) => checksumAddress(`0x${padded(digits, 24)}`),
});

const boolCoder = word({
  encode: (value) => (value === true ? 1n : 0n).toString(16).padStart(64, "0"),
  decode(digits) {
    const value = BigInt(`0x${digits}`);
    if (value > 1n) throw refuse("has a truth that is neither 0 nor 1");
    return value === 1n;
  },
});

function uintCoder(bits: number): Coder {
  return word({
    encode(value) {
      const number = BigInt(value as bigint);
      if (number < 0n || number >> BigInt(bits) !== 0n) throw refuse(`has a number that is not a uint${bits}`);
      return number.toString(16).padStart(64, "0");
    },
    decode: (digits) => BigInt(`0x0${padded(digits, 64 - bits / 4)}`),
  });
}

function fixedBytesCoder(size: number): Coder {
  return word({
    encode: (value) =>
      encodeHex(decodeHex(String(value), size))
        .slice(2)
        .padEnd(64, "0"),
    decode(digits) {
      if (/[^0]/.test(digits.slice(2 * size))) throw refuse("has something beside a short value");
      return `0x${digits.slice(0, 2 * size)}`;
    },
  });
}

const stringCoder: Coder = {
  dynamic: true,
  size: WORD,
  encode(value) {
    const digits = encodeHex(encodeUtf8(String(value))).slice(2);
    return lengthWord(digits.length / 2) + digits.padEnd(Math.ceil(digits.length / 64) * 64, "0");
  },
  decode(input, at) {
    const length = readNumber(input, at);
    input.left -= length;
    if (input.left < 0) throw refuse("holds more text than it has bytes");
    const bytes = decodeHex(`0x${readDigits(input, at + WORD, length)}`, length);
    try {
      return UTF8.decode(bytes);
    } catch {
      throw refuse("has text that is not UTF-8");
    }
  },
};

function arrayCoder(item: Coder): Coder {
  return {
    dynamic: true,
    size: WORD,
    encode(value) {
      const values = value as readonly unknown[];
      return lengthWord(values.length) + encodeAll(values.map((one) => [item, one]));
    },
    decode(input, at) {
      const count = readNumber(input, at);
      const from = at + WORD;
      // Every item has at least its head; so a count is never larger than what is there.
      readDigits(input, from, count * item.size);
      return Array.from({ length: count }, (_, index) => decodeOne(input, item, from, from + index * item.size));
    },
  };
}

function tupleCoder(types: readonly ParamType[]): Coder {
  const members = types.map((type) => ({ name: type.name, coder: coderOf(type) }));
  const dynamic = members.some(({ coder }) => coder.dynamic);
  const head = members.reduce((sum, { coder }) => sum + coder.size, 0);
  return {
    dynamic,
    size: dynamic ? WORD : head,
    encode(value) {
      const values = value as Record<string, unknown>;
      return encodeAll(members.map(({ name, coder }) => [coder, values[name]]));
    },
    decode(input, at) {
      const values: Record<string, unknown> = {};
      let place = at;
      for (const { name, coder } of members) {
        values[name] = decodeOne(input, coder, at, place);
        place += coder.size;
      }
      return values;
    },
  };
}

/** A value whose place is given: there itself, or where the offset there leads, counted from the beginning of its group. */
function decodeOne(input: Input, coder: Coder, group: number, place: number): unknown {
  return coder.decode(input, coder.dynamic ? group + readNumber(input, place) : place);
}

function encodeAll(values: readonly (readonly [Coder, unknown])[]): string {
  let offset = values.reduce((sum, [{ size }]) => sum + size, 0);
  let [heads, tails] = ["", ""];
  for (const [coder, value] of values) {
    const encoded = coder.encode(value);
    if (coder.dynamic) {
      heads += lengthWord(offset);
      tails += encoded;
      offset += encoded.length / 2;
    } else {
      heads += encoded;
    }
  }
  return heads + tails;
}

/** A value of one word. */
function word(coder: { encode(value: unknown): string; decode(digits: string): unknown }): Coder {
  return {
    dynamic: false,
    size: WORD,
    encode: coder.encode,
    decode: (input, at) => coder.decode(readDigits(input, at, WORD)),
  };
}

function readDigits({ digits }: Input, at: number, length: number): string {
  if (2 * (at + length) > digits.length) throw refuse("ends too early");
  return digits.slice(2 * at, 2 * (at + length));
}

/** An offset, a length or a count: always small. */
function readNumber(input: Input, at: number): number {
  return Number.parseInt(padded(readDigits(input, at, WORD), 56), 16);
}

/** The digits after so many zeros. */
function padded(digits: string, zeros: number): string {
  if (/[^0]/.test(digits.slice(0, zeros))) throw refuse("has a value out of its type's range");
  return digits.slice(zeros);
}

function lengthWord(length: number): string {
  return length.toString(16).padStart(64, "0");
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_ENCODING", `The ABI-encoded data ${problem}.`, { details: { problem } });
}
