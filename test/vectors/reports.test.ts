import { describe, expect, it } from "vitest";
import { openVerifier } from "../../sdk/verify/openVerifier.ts";
import type { Verification } from "../../sdk/verify/Verification.ts";
import type { AttackVector, PresentedVector } from "../fixtures/attackVectors.ts";
import { effort } from "../fixtures/effort.ts";
import { readAttackVectors } from "../fixtures/readAttackVectors.ts";
import { replayNode } from "../fixtures/replayNode.ts";

/** Vectors that come to the same for the same reasons, or are good and from one test: some of each are enough. */
const alike = Map.groupBy(
  [...readAttackVectors().values()].flat().filter((vector) => vector.kind === "presentation"),
  ({ verdict, complaints, what }) => (verdict === "valid" ? what : complaints.join(", ")),
);
const chosen = [...alike].flatMap(([reasons, vectors]) => vectors.slice(0, howMany(reasons)));

function howMany(reasons: string): number {
  // What is not even well formed was not judged any further.
  return reasons.startsWith("format ") ? 1 : effort(4, 1);
}

/**
 * Everything a verification says: each check's outcome, code, sentence and evidence, what was disclosed and what is missing.
 * After `npm run vectors`, or where a change is meant: `npx vitest run test/vectors/reports.test.ts -u`, and read the difference.
 */
describe("The whole report on", () => {
  it.each<AttackVector & PresentedVector>(chosen)("$id $what", async ({ network, node, now, ...vector }) => {
    const verifier = openVerifier(replayNode(network, node), { now: () => now });
    const verification = await verifier.verify(vector.presentation as string, vector.expected);
    expect(linesOf(verification)).toMatchSnapshot();
  });
});

/** A line for each check and each other member, so that a difference can be read. */
function linesOf({ checks, reason, ...rest }: Verification): string {
  const all = checks.map(({ id, outcome, code, message, evidence }) =>
    [id, outcome, code, message, evidence && JSON.stringify(evidence)].filter(Boolean).join(" | "),
  );
  const others = Object.entries(rest).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [...all, ...others, `reason: ${reason?.id}`].join("\n");
}
