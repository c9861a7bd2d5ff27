import type { CategoryName } from "@cscss-me/sdk";
import { CATEGORIES } from "@cscss-me/sdk";
import { getAddress, isAddress, keccak256, ZeroHash } from "ethers";
import { readBytesFile } from "../files/readTextFile.ts";
import { usageError } from "../terminal/usageError.ts";
import type { OptionReader } from "./OptionReader.ts";

/** An address as people pass it, with its checksum. @throws ERR_USAGE */
export function addressArgument(text: string | undefined, what: string): string {
  if (text !== undefined && isAddress(text)) return getAddress(text);
  throw usageError(`${what} "${text ?? ""}" is not an address: 0x and 40 hex digits, each of them right.`);
}

/** The hash of the papers in --evidence; zero where there are none. */
export function evidenceHash({ option }: OptionReader): string {
  const file = option("evidence");
  return file === undefined ? ZeroHash : keccak256(readBytesFile(file));
}

/** The categories of --category, at least one. @throws ERR_USAGE */
export function categoryOptions({ list }: OptionReader): CategoryName[] {
  const known = Object.keys(CATEGORIES) as CategoryName[];
  const names = list("category");
  const strange = names.find((name) => !known.some((one) => one === name));
  if (strange !== undefined || names.length === 0) {
    throw usageError(
      `--category ${strange === undefined ? "is missing" : `"${strange}" is unknown`}. Known: ${known.join(", ")}.`,
    );
  }
  return names as CategoryName[];
}

/** A number from 0 up. @throws ERR_USAGE */
export function numberOption({ option }: OptionReader, name: string, fallback: number): number {
  const text = option(name);
  if (text === undefined) return fallback;
  if (!/^\d{1,9}$/.test(text)) throw usageError(`--${name} "${text}" is not a number.`);
  return Number(text);
}
