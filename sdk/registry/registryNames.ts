import type { CategoryName } from "../credential/recordTypes.ts";
import { CATEGORIES } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import { AccreditationStatus, Authority, WithdrawalReason } from "../generated/enums.ts";

/**
 * Where an organization can stand, as answers write it.
 *
 * @example
 * ACCREDITATION_STATUSES.accredited; // 2
 */
export const ACCREDITATION_STATUSES = {
  applied: AccreditationStatus.Applied,
  accredited: AccreditationStatus.Accredited,
  suspended: AccreditationStatus.Suspended,
  withdrawn: AccreditationStatus.Withdrawn,
} as const;

/**
 * Whom an organization may issue to: holders enrolled with it, or any holder.
 *
 * @example
 * AUTHORITIES.direct; // 1
 */
export const AUTHORITIES = { direct: Authority.Direct, cross: Authority.Cross } as const;

/**
 * Why an accreditation ended, or will end.
 *
 * @example
 * Object.keys(WITHDRAWAL_REASONS); // ["closed", "lapsed", "request", "misconduct", "fraud"]
 */
export const WITHDRAWAL_REASONS = {
  closed: WithdrawalReason.Closed,
  lapsed: WithdrawalReason.Lapsed,
  request: WithdrawalReason.Request,
  misconduct: WithdrawalReason.Misconduct,
  fraud: WithdrawalReason.Fraud,
} as const;

/**
 * The name that a table gives to a number on chain.
 *
 * @throws ERR_NODE_UNREACHABLE for a number the table lacks: the pinned registry never answers with one.
 */
export function nameIn<Name extends string>(names: Readonly<Record<Name, number>>, value: bigint): Name {
  const found = (Object.keys(names) as Name[]).find((name) => BigInt(names[name]) === value);
  if (found !== undefined) return found;
  throw new CscssError("ERR_NODE_UNREACHABLE", `The node answered with ${value}, which the registry does not know.`);
}

/** The categories of a bit mask, in the order of their numbers. */
export function categoriesIn(mask: bigint): CategoryName[] {
  const names = Object.keys(CATEGORIES) as CategoryName[];
  return names.filter((name) => ((mask >> BigInt(CATEGORIES[name])) & 1n) === 1n);
}
