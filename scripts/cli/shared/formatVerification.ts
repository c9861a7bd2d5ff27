import { claimRows, timeInWords } from "@cscss-me/sdk";
import type { Verification } from "@cscss-me/sdk/verify";
import { plainText } from "../terminal/plainText.ts";

/** The one line that counts: VALID, NOT VALID because …, COULD NOT CHECK because …. */
export function headline({ verdict, reason }: Pick<Verification, "verdict" | "reason">): string {
  const because = reason === undefined ? "" : ` because: ${plainText(reason.message).replaceAll("\n", " ")}`;
  return { valid: "VALID", invalid: `NOT VALID${because}`, notCheckable: `COULD NOT CHECK${because}` }[verdict];
}

/** Where the issuer stands today, as the accreditation check found it. */
export function standingToday({ checks }: Pick<Verification, "checks">): string | undefined {
  const today = checks.find(({ id }) => id === "accreditation")?.evidence?.today;
  return typeof today === "string" ? today : undefined;
}

/** A verification for people: the headline, the issuer, the disclosed claims, when it was checked, and every check. */
export function formatVerification(
  verification: Verification,
  table: (rows: readonly (readonly string[])[]) => string,
): string {
  const { verdict, checks, disclosed, missing, issuer, holder, block, credential } = verification;
  const today = standingToday(verification);
  const facts: string[][] = [];
  if (credential !== undefined) facts.push(["what", credential.recordType.replaceAll("_", " ")]);
  if (issuer !== undefined) {
    facts.push(["issued by", `${issuer.name} (${issuer.country})${today === undefined ? "" : `, today ${today}`}`]);
  }
  if (holder !== undefined) facts.push(["to", holder.did]);
  if (block !== undefined) facts.push(["checked at", `block ${block.number}, ${timeInWords(block.time)}`]);
  if (missing.length > 0) facts.push(["not disclosed", missing.join(", ")]);
  const claims = claimRows(disclosed);
  const unbelieved = verdict === "valid" || claims.length === 0 ? [] : ["Its claims, which are not to be believed:"];
  return [
    headline(verification),
    "",
    ...(facts.length > 0 ? [table(facts), ""] : []),
    ...unbelieved,
    ...(claims.length > 0 ? [table(claims), ""] : []),
    table(checks.map(({ id, outcome, message }) => [id, outcome, message])),
  ].join("\n");
}
