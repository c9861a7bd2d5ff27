import { encodeHex } from "../bytes/hex.ts";
import { CscssError } from "../errors/CscssError.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import { readDictionaryAt } from "./readDictionary.ts";

/**
 * Looks for a dictionary among the data contracts an organization made after one of its earlier ones.
 *
 * @param after - how many data contracts there were before it was sent: its number is greater.
 * @returns its number; undefined if it is not there (yet).
 */
export async function findDictionary(
  chain: Chain,
  organization: string,
  bytes: Uint8Array,
  after: number,
): Promise<number | undefined> {
  const count = Number(await connectOrganization(organization, chain.provider).dataContractCount());
  const wanted = encodeHex(bytes);
  for (let number = after + 1; number <= count; number++) {
    const found = await readDictionaryAt(chain, organization, number, "latest").catch(notADictionary);
    if (found !== undefined && encodeHex(found) === wanted) return number;
  }
  return undefined;
}

function notADictionary(error: unknown): undefined {
  if (error instanceof CscssError && error.code === "ERR_SEAL_OPEN") return undefined;
  throw error;
}
