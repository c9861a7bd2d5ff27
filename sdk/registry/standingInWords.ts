import { timeInWords } from "../words/chainWords.ts";
import type { Standing } from "./Standing.ts";

/**
 * Where an organization stands as people read it.
 *
 * @param standing - undefined for one that never applied.
 * @example
 * standingInWords({ status: "withdrawn", reason: "closed" }); // "withdrawn (closed)"
 */
export function standingInWords(standing: { readonly status: string; readonly reason?: string } | undefined): string {
  if (standing === undefined) return "unknown to the registry";
  const { status, reason } = standing;
  // Of others the reason tells what was before, or will be.
  return status === "withdrawn" && reason !== undefined ? `${status} (${reason})` : status;
}

/** The same with what goes with it: whom it may issue to, what, and until when. */
export function scopeInWords(standing: Standing | undefined): string {
  if (standing === undefined) return standingInWords(standing);
  const { authority, categories, until } = standing;
  const end = until === undefined ? "" : `, until ${timeInWords(until)}`;
  return `${standingInWords(standing)}, ${authority}, ${categories.join(" + ")}${end}`;
}
