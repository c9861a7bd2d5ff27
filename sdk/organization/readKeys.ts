import type { Provider } from "ethers";
import { readStruct } from "../call/readStruct.ts";
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
 * @throws what the provider throws.
 * @example
 * const keys = await readKeys(chain.provider, organization);
 * const live = keys.filter(({ until }) => until > BigInt(now));
 */
export async function readKeys(provider: Provider, organization: string): Promise<PublishedKey[]> {
  const contract = connectOrganization(organization, provider);
  const count = Number(await contract.keyNumberCount());
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const keys = await Promise.all(
    numbers.map(async (number) => ({ number, ...readStruct(contract.keyAt, await contract.keyAt(number)) })),
  );
  return keys.filter(({ prefix }) => prefix !== 0n);
}
