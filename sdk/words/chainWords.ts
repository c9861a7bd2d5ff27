import { memberInWords } from "../abi/memberInWords.ts";
import { StatusReason } from "../generated/enums.ts";

/**
 * A time for people: the day and minute, in UTC.
 *
 * @param seconds - Unix seconds.
 * @returns for instance "2026-10-04 08:00 UTC".
 * @throws RangeError for what no Date can be.
 * @example
 * timeInWords(1791072000); // "2026-10-04 00:00 UTC"
 */
export function timeInWords(seconds: bigint | number): string {
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Why a record's status changed, in words. */
export function statusReasonInWords(reason: bigint): string {
  return memberInWords(StatusReason, reason);
}
