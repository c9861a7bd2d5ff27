import { utf8ToBytes } from "@noble/hashes/utils";
import { CscssError } from "../errors/CscssError.ts";
import { keccak256 } from "./keccak256.ts";

/**
 * Writes an address with its ERC-55 checksum.
 *
 * @param address - 0x and 40 hex digits: all lower case, or already with the right checksum.
 * @returns 0x and 40 hex digits, some of them capitals.
 * @throws ERR_ARGUMENT for anything else; mixed case with a wrong checksum is a typing error.
 * @source ERC-55.
 * @example
 * checksumAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"); // "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
 */
export function checksumAddress(address: string): `0x${string}` {
  const digits = address.slice(2).toLowerCase();
  const hash = keccak256(utf8ToBytes(digits));
  let written = "";
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charAt(index);
    // A digit is a capital where the hash's hex digit at its place is 8 or more.
    const isHigh = ((hash[index >> 1] ?? 0) & (index % 2 === 0 ? 0x80 : 0x08)) !== 0;
    written += isHigh ? digit.toUpperCase() : digit;
  }
  const valid = /^0x[0-9a-fA-F]{40}$/.test(address) && (address === `0x${digits}` || address === `0x${written}`);
  if (!valid) {
    throw new CscssError("ERR_ARGUMENT", `"${address}" is not an address, or its checksum is wrong. Copy it again.`, {
      details: { address },
    });
  }
  return `0x${written}`;
}
