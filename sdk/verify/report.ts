import type { Answer } from "../generated/structs.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";
import { decodeCountry } from "../registry/decodeCountry.ts";
import type { Facts } from "./Facts.ts";
import { restsOnAnother } from "./judgement.ts";
import type { Check, CheckId, Judgement, Outcome, Verification } from "./Verification.ts";
import { CHECK_IDS } from "./Verification.ts";

/** What is known of a presentation that could be read. */
export type Known = Pick<Facts, "presentation" | "claims" | "expected">;

/**
 * Puts the judgements into their order and draws the verdict from them.
 *
 * @param known - absent if the presentation could not be read.
 * @param read - what the chain says; absent where it was not asked, or not believed.
 */
export function report(
  judged: Iterable<[CheckId, Judgement]>,
  known?: Known,
  read?: Pick<Facts, "answer" | "block">,
): Verification {
  const found = new Map(judged);
  const checks: Check[] = CHECK_IDS.map((id) => {
    const blocker = found.has("network") ? "network" : "format";
    return { id, ...(found.get(id) ?? restsOnAnother(blocker)) };
  });
  const reason = firstWith(checks, "failed") ?? firstWith(checks, "notCheckable");
  return {
    verdict: reason === undefined ? "valid" : reason.outcome === "failed" ? "invalid" : "notCheckable",
    ...(reason && { reason }),
    checks,
    ...(known && credentialIn(known.presentation)),
    disclosed: known === undefined ? {} : known.claims.claims,
    missing: known === undefined ? [] : missingIn(known),
    ...(known && read && { ...issuerIn(known.presentation, read.answer), block: read.block }),
  };
}

function firstWith(checks: readonly Check[], wanted: Outcome): Check | undefined {
  return checks.find(({ outcome }) => outcome === wanted);
}

function credentialIn({ credential: { id, recordType, validFrom, holder } }: DecodedPresentation) {
  return { credential: { id, recordType, validFrom }, holder: { did: holder.did } };
}

function issuerIn({ credential }: DecodedPresentation, answer: Answer): Pick<Verification, "issuer"> {
  if (!answer.issuerIsOrganization) return {};
  const { issuerName: name, issuerCountry: country } = answer;
  return { issuer: { did: credential.issuer.did, name, country: decodeCountry(country) } };
}

function missingIn({ claims, expected }: Known): string[] {
  if (expected.kind === "standing") return [];
  return expected.request.claims.filter((name) => !Object.hasOwn(claims.claims, name));
}
