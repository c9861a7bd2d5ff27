import { didOf } from "../did/didOf.ts";
import type { Answer } from "../generated/structs.ts";
import { decodeCountry } from "./decodeCountry.ts";
import { describeStanding } from "./describeStanding.ts";
import type { OrganizationSummary } from "./Standing.ts";

/** An organization in words, from what the lens answered about it; undefined if it is none of this network. */
export function describeOrganization(
  chainId: bigint,
  address: string,
  answer: Answer,
): OrganizationSummary | undefined {
  const { issuer, issuerIsOrganization, issuerName, issuerCountry } = answer;
  if (!issuerIsOrganization) return undefined;
  return {
    did: didOf(chainId, address),
    address,
    name: issuerName,
    country: decodeCountry(issuerCountry),
    ...(issuer.number === 0n ? {} : { number: Number(issuer.number), standing: describeStanding(issuer) }),
    ...(issuer.firstAccredited === 0n ? {} : { firstAccredited: Number(issuer.firstAccredited) }),
    ...(issuer.fraudSince === 0n ? {} : { fraudSince: Number(issuer.fraudSince) }),
  };
}
