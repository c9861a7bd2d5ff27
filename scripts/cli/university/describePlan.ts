import { inGwei } from "@cscss-me/sdk/contracts";
import type { OpenConsent } from "@cscss-me/sdk/interim";
import { ENROLMENT_GAS } from "@cscss-me/sdk/interim";
import type { IssueRowsOptions, PlannedRow } from "@cscss-me/sdk/issue";
import { costInWords, estimateGasPerRecord, outcomesOf } from "@cscss-me/sdk/issue";

/** What a sealed record takes in a full batch, for a first idea of the cost where nothing can be measured yet. */
const USUAL_GAS = 300_000;

/** What will happen and what it will cost, in words, before anything is sent. */
export async function describePlan(
  issuable: IssueRowsOptions,
  rows: readonly PlannedRow[],
  more: {
    readonly gaps: readonly OpenConsent[];
    /** Whether this run enrols them. */
    readonly enrolling: boolean;
    /** Of a unit of gas now, in wei. */
    readonly price: bigint;
  },
): Promise<string> {
  const { gaps, enrolling, price } = more;
  const outcomes = outcomesOf(issuable.journal);
  const issued = rows.filter(({ row }) => outcomes.get(row.diplomaNumber)?.status === "issued").length;
  const waiting = rows.filter(({ consent }) => consent === undefined).length;
  const closed = new Set(gaps.map(({ consent }) => consent));
  const sample = { ...issuable, rows: issuable.rows.filter(({ consent }) => !closed.has(consent)) };
  const gas = Math.round(await estimateGasPerRecord(sample));
  const left = countLeft(issuable);
  const perRecord = gas > 0 ? gas : USUAL_GAS;
  const cost = costInWords(perRecord * left + (enrolling ? gaps.length * ENROLMENT_GAS : 0), price);
  const notEnrolled = `${gaps.length} graduates are not enrolled yet`;
  return [
    `${rows.length} rows: ${left} to issue${issued > 0 ? `, ${issued} issued before` : ""}.`,
    ...(waiting > 0
      ? [`${waiting} rows wait for the graduate's consent. For links to send them: cscss org claims`]
      : []),
    ...(gaps.length > 0
      ? [enrolling ? `${notEnrolled}: done first.` : `${notEnrolled}: run cscss org enrol first.`]
      : []),
    ...(left > 0
      ? [`About ${perRecord.toLocaleString("en")} gas a record${gas > 0 ? "" : " (not measured yet)"}, ${cost}.`]
      : []),
    ...(price > 0n
      ? [`Should gas come to cost more than ${inGwei(issuable.mostPrice)}, the run stops: run it again to agree anew.`]
      : []),
  ].join("\n");
}

/** How many rows are to be issued in this run. */
export function countLeft({ journal, rows }: Pick<IssueRowsOptions, "journal" | "rows">): number {
  const outcomes = outcomesOf(journal);
  const done = ["issued", "exists"];
  return rows.filter(({ row }) => !done.includes(outcomes.get(row.diplomaNumber)?.status ?? "")).length;
}
