import { readStruct } from "../contract/readStruct.ts";
import type { CategoryName } from "../credential/recordTypes.ts";
import { CATEGORIES } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import { AccreditationStatus, Authority } from "../generated/enums.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { Accreditation, Standing } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import { memberInWords, standingInWords } from "../verify/words.ts";

/** An accreditation, now or then, in words. */
export interface AccreditationInWords {
  /** "accredited", "withdrawn (closed)", …; "none" for one that never applied. */
  readonly standing: string;
  readonly accredited: boolean;
  readonly authority: "direct" | "cross" | "none";
  readonly categories: readonly CategoryName[];
  /** Unix seconds; 0 where there is none. */
  readonly from: number;
  readonly until: number;
}

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

/** All organizations that ever applied, in the order they did. */
export async function listOrganizations(chain: Chain): Promise<RegisteredOrganization[]> {
  const count = Number(await chain.registry.organizationCount());
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return Promise.all(
    numbers.map(async (number) => readOrganization(chain, await chain.registry.organizationOf(number))),
  );
}

/** What held for an organization at a time. @param time - Unix seconds. */
export async function accreditationAt(chain: Chain, address: string, time: number): Promise<AccreditationInWords> {
  const { registry } = chain;
  return accreditationInWords(readStruct(registry.accreditationAt, await registry.accreditationAt(address, time)));
}

/** An organization's whole history, oldest first. */
export async function accreditationHistory(chain: Chain, address: string): Promise<AccreditationInWords[]> {
  const { registry } = chain;
  const history: Accreditation[] = [];
  for (let total = 1; history.length < total; ) {
    const result = await registry.historyOf(address, history.length, 100);
    total = Number(result.total);
    if (result.page.length === 0) break;
    history.push(...result.page);
  }
  return history.map(accreditationInWords);
}

function accreditationInWords(
  found: Pick<Standing | Accreditation, "status" | "authority" | "categories" | "reason" | "from" | "until">,
): AccreditationInWords {
  const names = Object.entries(CATEGORIES) as [CategoryName, number][];
  return {
    standing: standingInWords(found),
    accredited: found.status === BigInt(AccreditationStatus.Accredited),
    authority: memberInWords(Authority, found.authority) as AccreditationInWords["authority"],
    categories: names.filter(([, number]) => ((found.categories >> BigInt(number)) & 1n) === 1n).map(([name]) => name),
    from: Number(found.from),
    until: Number(found.until),
  };
}
