import { encodeHex } from "../bytes/hex.ts";
import { CscssError } from "../errors/CscssError.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { readDictionaryAt } from "./readDictionary.ts";

/**
 * Looks for a dictionary among the data contracts an organization made after one of its earlier ones.
 *
 * @param after - how many data contracts there were before it was sent: its number is greater.
 * @param bytes - of the dictionary.
 * @returns its number; undefined if it is not there (yet).
 * @throws ERR_NODE_UNREACHABLE.
 * @example
 * const number = await findDictionary(chain, organization, bytes, 0);
 */
export async function findDictionary(
  chain: Chain,
  organization: string,
  bytes: Uint8Array,
  after: number,
): Promise<number | undefined> {
  const contract = connectOrganization(organization, chain.provider);
  const count = Number(await readOrRefuse(() => contract.dataContractCount()));
  for (let number = after + 1; number <= count; number++) {
    if (await holdsDictionary(chain, organization, number, bytes)) return number;
  }
  return undefined;
}

/**
 * Whether an organization's data contract of this number holds this dictionary, now.
 *
 * @param bytes - of the dictionary.
 * @returns false if it holds something else, or is not there.
 * @throws ERR_NODE_UNREACHABLE.
 * @example
 * const isThere = await holdsDictionary(chain, organization, 7, bytes);
 */
export async function holdsDictionary(
  chain: Chain,
  organization: string,
  number: number,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    return encodeHex(await readDictionaryAt(chain, organization, number, "latest")) === encodeHex(bytes);
  } catch (error) {
    if (error instanceof CscssError && error.code === "ERR_SEAL_OPEN") return false;
    throw fromRevert(error);
  }
}
