import { memberInWords } from "../abi/memberInWords.ts";
import { StatusReason } from "../generated/enums.ts";

/** A time for people: the day and minute, in UTC. */
export function timeInWords(seconds: bigint | number): string {
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Why a record's status changed, in words. */
export function statusReasonInWords(reason: bigint): string {
  return memberInWords(StatusReason, reason);
}
