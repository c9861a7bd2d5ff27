import type { Provider } from "ethers";
import { encodeHex } from "../bytes/hex.ts";
import { readStruct } from "../contract/readStruct.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Key } from "../generated/structs.ts";
import { keyBytes } from "./keyBytes.ts";

/** A key as an organization's contract has it, with its number. */
export interface PublishedKey extends Key {
  readonly number: number;
}

/** All keys an organization ever published, by their numbers. Numbers that stand for an ending are left out. */
export async function readKeys(provider: Provider, organization: string): Promise<PublishedKey[]> {
  const contract = connectOrganization(organization, provider);
  const count = Number(await contract.keyNumberCount());
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const keys = await Promise.all(
    numbers.map(async (number) => ({ number, ...readStruct(contract.keyAt, await contract.keyAt(number)) })),
  );
  return keys.filter(({ prefix }) => prefix !== 0n);
}

/** Under which number a key is published; undefined if it is not. @param publicKey - 33 bytes, compressed. */
export function findKeyNumber(keys: readonly PublishedKey[], publicKey: Uint8Array): PublishedKey | undefined {
  const wanted = encodeHex(publicKey);
  return keys.find((key) => encodeHex(keyBytes(key)) === wanted);
}
