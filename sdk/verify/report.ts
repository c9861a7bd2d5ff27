import type { ResolvedDisclosures } from "../disclosure/resolveDisclosures.ts";
import type { DecodedPresentation } from "../presentation/decodePresentation.ts";
import { decodeCountry } from "./checks/issuer.ts";
import type { Facts } from "./Facts.ts";
import { restsOnAnother } from "./judgement.ts";
import type { Check, CheckId, Judgement, Outcome, Verification } from "./Verification.ts";
import { CHECK_IDS } from "./Verification.ts";

/** Puts the judgements into their order and draws the verdict from them. */
export function report(judged: Iterable<[CheckId, Judgement]>, facts: Partial<Facts>): Verification {
  const found = new Map(judged);
  const checks: Check[] = CHECK_IDS.map((id) => {
    const blocker = found.has("network") ? "network" : "format";
    return { id, ...(found.get(id) ?? restsOnAnother(blocker)) };
  });
  const { presentation, claims, expected, answer, block } = facts;
  const reason = firstWith(checks, "failed") ?? firstWith(checks, "notCheckable");
  return {
    verdict: reason === undefined ? "valid" : reason.outcome === "failed" ? "invalid" : "notCheckable",
    ...(reason && { reason }),
    checks,
    ...(presentation && { credential: summaryOf(presentation), holder: { did: presentation.credential.holder.did } }),
    disclosed: claims?.claims ?? {},
    missing: expected?.kind === "answer" ? missingIn(claims, expected.request.claims) : [],
    ...(presentation && answer?.issuerIsOrganization
      ? {
          issuer: {
            did: presentation.credential.issuer.did,
            name: answer.issuerName,
            country: decodeCountry(answer.issuerCountry),
          },
        }
      : {}),
    ...(block && { block }),
  };
}

function firstWith(checks: readonly Check[], wanted: Outcome): Check | undefined {
  return checks.find(({ outcome }) => outcome === wanted);
}

function summaryOf({ credential: { id, recordType, validFrom } }: DecodedPresentation) {
  return { id, recordType, validFrom };
}

function missingIn(claims: ResolvedDisclosures | undefined, wanted: readonly string[]): string[] {
  return wanted.filter((name) => !Object.hasOwn(claims?.claims ?? {}, name));
}
