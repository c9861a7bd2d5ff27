import { didOf } from "../did/didOf.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Answer } from "../generated/structs.ts";
import { decodeCountry } from "../verify/checks/issuer.ts";
import { describeStanding } from "./describeStanding.ts";
import type { Issuer } from "./Standing.ts";

/**
 * An organization in words, from what the lens answered about it.
 *
 * @throws ERR_ISSUER_UNKNOWN if it never applied to the registry.
 */
export function describeIssuer(chainId: bigint, address: string, answer: Answer): Issuer {
  const { issuer, issuerName, issuerCountry } = answer;
  const did = didOf(chainId, address);
  if (issuer.number === 0n) {
    throw new CscssError("ERR_ISSUER_UNKNOWN", `${did} never applied to the registry of this network.`, {
      details: { did },
    });
  }
  return {
    did,
    address,
    number: Number(issuer.number),
    name: issuerName,
    country: decodeCountry(issuerCountry),
    standing: describeStanding(issuer),
    ...(issuer.firstAccredited === 0n ? {} : { firstAccredited: Number(issuer.firstAccredited) }),
    ...(issuer.fraudSince === 0n ? {} : { fraudSince: Number(issuer.fraudSince) }),
  };
}
