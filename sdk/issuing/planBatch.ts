import { encodeHex } from "../bytes/hex.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import type { HolderConsent } from "../consent/HolderConsent.ts";
import type { CategoryName } from "../credential/recordTypes.ts";
import { sha256 } from "../crypto/sha256.ts";
import { revertInWords } from "../errors/fromRevert.ts";
import type { GraduateRow } from "../inputs/GraduateRow.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { BatchJournal } from "./BatchJournal.ts";

/** The wallet's error for a record it has. */
const ALREADY_ISSUED = "WalletRecordExists";

/** What a row comes to. */
export type RowStatus = "issued" | "exists" | "refused" | "waiting" | "prepared" | "not issued";

/** One row of the file with what is known of it. */
export interface PlannedRow {
  readonly row: GraduateRow;
  readonly content: string;
  readonly category: CategoryName;
  /** Missing where the graduate has not consented. */
  readonly consent?: HolderConsent;
  /** Why what was handed in as the graduate's consent does not count. */
  readonly refusal?: string;
}

/** How a row ended, for the result file. */
export interface RowOutcome {
  readonly status: RowStatus;
  readonly recordId?: string;
  readonly transaction?: string;
  readonly reason?: string;
}

/** What identifies a row's content. */
export function contentOf({ place: _, validUntil = 0, ...award }: GraduateRow): string {
  return encodeHex(sha256(encodeUtf8(canonicalJson({ ...award, validUntil })))).slice(2);
}

/**
 * The outcome of each award by what the journal says; awards it does not know are missing. Never throws.
 *
 * @returns by the number of the award.
 * @example
 * const status = outcomesOf(options.journal).get("2026/1")?.status; // "issued"
 */
export function outcomesOf(journal: BatchJournal): Map<string, RowOutcome & { readonly content: string }> {
  const outcomes = new Map<string, RowOutcome & { readonly content: string }>();
  for (const { items, outcome, hash } of journal.batches()) {
    if (outcome?.kind !== "mined") continue;
    items.forEach(({ award, recordId, content }, index) => {
      const refused = outcome.refused[index];
      const known = outcomes.get(award);
      // Issued once, it stays issued, whatever a second try met.
      if (known?.status === "issued") return;
      const status = refused === undefined ? "issued" : refused.error === ALREADY_ISSUED ? "exists" : "refused";
      outcomes.set(award, {
        status,
        recordId,
        content,
        transaction: outcome.transaction ?? hash,
        ...(refused && { reason: revertInWords({ name: refused.error, args: refused.args }) }),
      });
    });
  }
  return outcomes;
}

/** The awards that are in a batch whose outcome is not known yet. */
export function awardsUnderWay(journal: BatchJournal): Set<string> {
  const open = journal.batches().filter(({ outcome }) => outcome === undefined);
  return new Set(open.flatMap(({ items }) => items.map(({ award }) => award)));
}
