import type { Provider } from "ethers";
import { readStruct } from "../call/readStruct.ts";
import { readOrRefuse } from "../errors/readOrRefuse.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Key } from "../generated/structs.ts";

/** A key as an organization's contract has it, with its number. */
export interface PublishedKey extends Key {
  readonly number: number;
}

/**
 * All keys an organization ever published, by their numbers. Numbers that stand for an ending are left out.
 *
 * @returns the keys; times are Unix seconds.
 * @throws ERR_REVERTED for an address that is no organization; ERR_NODE_UNREACHABLE.
 * @example
 * const keys = await readKeys(chain.provider, organization);
 * const live = keys.filter(({ until }) => until > BigInt(now));
 */
export async function readKeys(provider: Provider, organization: string): Promise<PublishedKey[]> {
  const contract = connectOrganization(organization, provider);
  const read = await readOrRefuse(async () => {
    const count = Number(await contract.keyNumberCount());
    return Promise.all(Array.from({ length: count }, (_, index) => contract.keyAt(index + 1)));
  });
  const keys = read.map((key, index) => ({ number: index + 1, ...readStruct(contract.keyAt, key) }));
  return keys.filter(({ prefix }) => prefix !== 0n);
}
