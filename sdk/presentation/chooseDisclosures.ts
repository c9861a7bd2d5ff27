import { decodeDisclosure } from "../disclosure/decodeDisclosure.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { HeldCredential } from "./HeldCredential.ts";

/**
 * The disclosures of exactly these claims, in the order the credential has them.
 *
 * @param claims - names, in any order.
 * @returns the encoded disclosures.
 * @throws ERR_CLAIM_UNKNOWN naming the claims the credential does not have, and those it has.
 * @example
 * chooseDisclosures(record, ["awardTitle"]).length; // 1
 * chooseDisclosures(record, ["shoeSize"]); // throws ERR_CLAIM_UNKNOWN
 */
export function chooseDisclosures(credential: HeldCredential, claims: readonly string[]): string[] {
  const named = credential.disclosures.map((encoded) => ({ encoded, name: decodeDisclosure(encoded).name }));
  const missing = claims.filter((claim) => !named.some(({ name }) => name === claim));
  if (missing.length > 0) {
    const known = named.map(({ name }) => name);
    throw new CscssError(
      "ERR_CLAIM_UNKNOWN",
      `There is no claim ${missing.join(", ")} here, only ${known.join(", ")}. What identifies the holder may be in the claim file: open the record with it.`,
      { details: { missing, known } },
    );
  }
  return named.filter(({ name }) => claims.includes(name)).map(({ encoded }) => encoded);
}
