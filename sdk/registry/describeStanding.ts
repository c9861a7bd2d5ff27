import type * as structs from "../generated/structs.ts";
import { ACCREDITATION_STATUSES, AUTHORITIES, categoriesIn, nameIn, WITHDRAWAL_REASONS } from "./registryNames.ts";
import type { Standing } from "./Standing.ts";

/** What the registry's two structs share. */
export type StandingFields = Pick<
  structs.Accreditation,
  "status" | "authority" | "categories" | "reason" | "from" | "until"
>;

/**
 * A standing in names, from the registry's numbers. An organization that never applied has none: ask before.
 *
 * @returns the standing; times are Unix seconds.
 * @throws ERR_NODE_UNREACHABLE for a number the registry does not know: the pinned one never answers with it.
 * @example
 * const fields = { status: 2n, authority: 1n, categories: 4n, reason: 0n, from: 1793664000n, until: 0n };
 * const { status, categories } = describeStanding(fields); // "accredited", ["higher_education"]
 */
export function describeStanding({ status, authority, categories, reason, from, until }: StandingFields): Standing {
  return {
    status: nameIn(ACCREDITATION_STATUSES, status),
    authority: nameIn(AUTHORITIES, authority),
    categories: categoriesIn(categories),
    ...(reason === 0n ? {} : { reason: nameIn(WITHDRAWAL_REASONS, reason) }),
    from: Number(from),
    ...(until === 0n ? {} : { until: Number(until) }),
  };
}
