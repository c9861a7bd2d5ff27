import { concatBytes } from "@noble/hashes/utils";
import { encodeUint } from "../bytes/encodeUint.ts";
import { CscssError } from "../errors/CscssError.ts";
import { MAX_DICTIONARY } from "./limits.ts";
import { sealOpenError } from "./sealOpenError.ts";

/**
 * A dictionary that an organization published for its own texts. What is packed with it opens only with these very bytes,
 * so take them from the chain, with readDictionary, and only once they are there for good.
 */
export interface OwnDictionary {
  /** Of the organization's data contract that holds it, 1 to 2^24 - 1. */
  readonly number: number;
  /** 1 to 23,997 bytes. */
  readonly bytes: Uint8Array;
}

/** The first byte of what was packed with an organization's dictionary; the number follows. */
export const OWN_KIND = 0x02;
// STOP, as in every data contract; no payloads, which no blob of payloads says; the version.
const HEAD = Uint8Array.of(0x00, 0x00, 0x01);

/**
 * Writes a dictionary as the code of a data contract: 0x00 ‖ 0x00 ‖ 0x01 ‖ its bytes.
 *
 * @throws ERR_ARGUMENT if it is empty or has more than 23,997 bytes.
 */
export function encodeDictionary(bytes: Uint8Array): Uint8Array {
  requireDictionary(bytes);
  return concatBytes(HEAD, bytes);
}

/** Refuses a dictionary that nobody could have published. @throws ERR_ARGUMENT as encodeDictionary */
export function requireDictionary(bytes: Uint8Array): void {
  if (bytes.length === 0 || bytes.length > MAX_DICTIONARY) {
    const problem = `The dictionary has ${bytes.length} bytes; 1 to ${MAX_DICTIONARY} are allowed.`;
    throw new CscssError("ERR_ARGUMENT", problem, { details: { length: bytes.length, limit: MAX_DICTIONARY } });
  }
}

/**
 * Reads the dictionary in the code of a data contract.
 *
 * @throws ERR_SEAL_OPEN with details.layer "dictionary" for every other code: none, payloads, another version, too much.
 */
export function decodeDictionary(code: Uint8Array): Uint8Array {
  const length = code.length - HEAD.length;
  if (length < 1 || length > MAX_DICTIONARY || HEAD.some((byte, index) => code[index] !== byte)) {
    throw sealOpenError("dictionary");
  }
  return code.slice(HEAD.length);
}

/** What a payload packed with a dictionary begins with: 0x02 ‖ number (3). @throws ERR_ARGUMENT for a number that is none */
export function kindOf({ number }: Pick<OwnDictionary, "number">): Uint8Array {
  if (number === 0) throw new CscssError("ERR_ARGUMENT", "Dictionaries are numbered from 1.");
  return Uint8Array.of(OWN_KIND, ...encodeUint(number, 3));
}

/**
 * The number of the organization's dictionary that opens what was packed; undefined if it needs none.
 *
 * @throws ERR_SEAL_OPEN with details.layer "pack" if there should be one, and is not.
 */
export function dictionaryNumberOf(packed: Uint8Array): number | undefined {
  if (packed[0] !== OWN_KIND) return undefined;
  const number = packed.subarray(1, 4).reduce((value, byte) => value * 256 + byte, 0);
  if (packed.length < 4 || number === 0) throw sealOpenError("pack");
  return number;
}
