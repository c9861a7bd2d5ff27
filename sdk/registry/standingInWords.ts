import { timeInWords } from "../words/chainWords.ts";
import type { Standing } from "./Standing.ts";

/**
 * Where an organization stands as people read it. Never throws.
 *
 * @param standing - undefined for one that never applied.
 * @returns an English phrase.
 * @example
 * standingInWords({ status: "withdrawn", reason: "closed" }); // "withdrawn (closed)"
 */
export function standingInWords(standing: { readonly status: string; readonly reason?: string } | undefined): string {
  if (standing === undefined) return "unknown to the registry";
  const { status, reason } = standing;
  // Of others the reason tells what was before, or will be.
  return status === "withdrawn" && reason !== undefined ? `${status} (${reason})` : status;
}

/**
 * Where an organization stands, with what goes with it: whom it may issue to, what, and until when.
 *
 * @returns an English phrase.
 * @throws RangeError for an end that no Date can be.
 * @example
 * scopeInWords({
 *   status: "accredited",
 *   authority: "direct",
 *   categories: ["vocational"],
 *   from: 1793664000,
 * }); // "accredited, direct, vocational"
 */
export function scopeInWords(standing: Standing | undefined): string {
  if (standing === undefined) return standingInWords(standing);
  const { authority, categories, until } = standing;
  const end = until === undefined ? "" : `, until ${timeInWords(until)}`;
  return `${standingInWords(standing)}, ${authority}, ${categories.join(" + ")}${end}`;
}
