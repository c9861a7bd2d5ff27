import { didOf } from "../did/didOf.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Answer } from "../generated/structs.ts";
import { describeOrganization } from "./describeOrganization.ts";
import type { Issuer } from "./Standing.ts";

/**
 * An organization that has applied to the registry in words, from what the lens answered about it.
 *
 * @throws ERR_ISSUER_UNKNOWN if it never applied.
 */
export function describeIssuer(chainId: bigint, address: string, answer: Answer): Issuer {
  const found = describeOrganization(chainId, address, answer);
  const { number, standing } = found ?? {};
  if (found === undefined || number === undefined || standing === undefined) {
    const did = didOf(chainId, address);
    throw new CscssError("ERR_ISSUER_UNKNOWN", `${did} never applied to the registry of this network.`, {
      details: { did },
    });
  }
  return { ...found, number, standing };
}
