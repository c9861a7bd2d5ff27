import type { CategoryName } from "../credential/recordTypes.ts";
import type { ACCREDITATION_STATUSES, AUTHORITIES, WITHDRAWAL_REASONS } from "./registryNames.ts";

/** Where an organization stood in a stretch of time. Times are Unix seconds. */
export interface Standing {
  readonly status: keyof typeof ACCREDITATION_STATUSES;
  readonly authority: keyof typeof AUTHORITIES;
  readonly categories: readonly CategoryName[];
  /** Why it ended, why it will at `until`, or, in a new application, why the accreditation before it ended. */
  readonly reason?: keyof typeof WITHDRAWAL_REASONS;
  readonly from: number;
  /** Last second of validity; absent for none. */
  readonly until?: number;
}

/** One entry of an organization's history in the registry. */
export interface Interval extends Standing {
  /** Hash of the papers behind the decision: 0x and 64 hex digits. */
  readonly evidence: string;
}

/** The block that everything in one answer was read at. */
export interface ReadBlock {
  readonly number: number;
  readonly hash: string;
  /** Unix seconds. */
  readonly time: number;
}

/** An organization as its contract has it now and, once it has applied, the registry. */
export interface OrganizationSummary {
  readonly did: string;
  readonly address: string;
  /** The registry counts organizations from 1, in the order they first applied; absent if it never did. */
  readonly number?: number;
  /** What the organization calls itself. */
  readonly name: string;
  /** Two letters. */
  readonly country: string;
  /** Absent if it never applied. */
  readonly standing?: Standing;
  /** Start of its first accreditation; absent if it never had one. */
  readonly firstAccredited?: number;
  /** What it issued or amended from then on is void; absent if it was never found fraudulent. */
  readonly fraudSince?: number;
}

/** An organization that has applied. */
export interface Issuer extends OrganizationSummary {
  readonly number: number;
  readonly standing: Standing;
}
