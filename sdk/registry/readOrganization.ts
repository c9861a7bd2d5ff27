import { readStruct } from "../contract/readStruct.ts";
import { CscssError } from "../errors/CscssError.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Chain } from "../network/connectChain.ts";
import type { AccreditationInWords } from "./accreditationInWords.ts";
import { accreditationInWords } from "./accreditationInWords.ts";

/** An organization with where it stands today. */
export interface RegisteredOrganization extends AccreditationInWords {
  readonly address: string;
  readonly name: string;
  readonly country: string;
  /** Its number in the registry, 0 if it never applied. */
  readonly number: number;
  /** Unix seconds from which everything it issued is void; 0 if nothing is. */
  readonly fraudSince: number;
}

/**
 * Reads an organization of this network.
 *
 * @throws ERR_ISSUER_UNKNOWN if there is none at the address.
 */
export async function readOrganization(chain: Chain, address: string): Promise<RegisteredOrganization> {
  if (!(await chain.organizationFactory.isOrganization(address))) {
    throw new CscssError("ERR_ISSUER_UNKNOWN", `There is no organization of this network at ${address}.`);
  }
  const contract = connectOrganization(address, chain.provider);
  const [name, country, result] = await Promise.all([
    contract.name(),
    contract.country(),
    chain.registry.standingOf(address),
  ]);
  const standing = readStruct(chain.registry.standingOf, result);
  return {
    address,
    name,
    country: Buffer.from(country.slice(2), "hex").toString("latin1"),
    number: Number(standing.number),
    fraudSince: Number(standing.fraudSince),
    ...accreditationInWords(standing),
  };
}
