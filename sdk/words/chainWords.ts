import { AccreditationStatus, StatusReason, WithdrawalReason } from "../generated/enums.ts";

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

/**
 * A member of an enum in lower-case words: `AcademicMisconduct` → "academic misconduct". Never throws.
 *
 * @param members - an enum of ./contracts.
 * @param value - its number on chain.
 * @returns its name in lower case, or "number 9" for one it does not have.
 * @example
 * memberInWords(StatusReason, 3n); // "award withdrawn"
 */
export function memberInWords(members: Readonly<Record<string, number>>, value: bigint): string {
  const name = Object.keys(members).find((member) => members[member] === Number(value)) ?? `number ${value}`;
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

/** Why a record's status changed, in words. */
export function statusReasonInWords(reason: bigint): string {
  return memberInWords(StatusReason, reason);
}

/** Where an organization stands, in words, with the reason where it ended. */
export function standingInWords({ status, reason }: { readonly status: bigint; readonly reason: bigint }): string {
  const words = memberInWords(AccreditationStatus, status);
  return status === BigInt(AccreditationStatus.Withdrawn)
    ? `${words} (${memberInWords(WithdrawalReason, reason)})`
    : words;
}
