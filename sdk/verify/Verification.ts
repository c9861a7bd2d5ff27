import type { ErrorCode } from "../errors/errorCodes.ts";
import type { JsonObject } from "../json/JsonValue.ts";

/**
 * The checks of a verification, in the order they are always reported.
 *
 * @example
 * CHECK_IDS.length; // 15
 */
export const CHECK_IDS = [
  "format",
  "network",
  "header",
  "issuer-binding",
  "signature",
  "key-standing",
  "accreditation",
  "payload-hash",
  "owner-binding",
  "sequence",
  "status",
  "disclosures",
  "holder-binding",
  "grant",
  "identity",
] as const;

/** One of the checks. */
export type CheckId = (typeof CHECK_IDS)[number];

/** What a check came to. */
export type Outcome = "passed" | "failed" | "notCheckable" | "skipped";

/** Valid: every check passed. Invalid: one failed. notCheckable: none failed, but one could not be made. */
export type Verdict = "valid" | "invalid" | "notCheckable";

/** What one check found. */
export interface Judgement {
  readonly outcome: Outcome;
  /** Stable; there whenever the outcome is failed or notCheckable. */
  readonly code?: ErrorCode | "STANDING";
  /** For people. */
  readonly message: string;
  /** What the judgement rests on. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** A check with its name. */
export interface Check extends Judgement {
  readonly id: CheckId;
}

/** The organization the credential names, as the chain has it. That it issued this is so only if the verdict is valid. */
export interface IssuerSummary {
  readonly did: string;
  readonly name: string;
  readonly country: string;
}

/** The outcome of a verification. A bad credential never throws; it comes out here. */
export interface Verification {
  readonly verdict: Verdict;
  /** Why it is not valid: the first check that failed, or else the first that could not be made. */
  readonly reason?: Check;
  /** All of them, always, in the order of CHECK_IDS. */
  readonly checks: readonly Check[];
  /** What kind of record it is; absent if the presentation could not be read. */
  readonly credential?: { readonly id: string; readonly recordType: string; readonly validFrom: number };
  /** The claims the holder disclosed. Believe them only if the verdict is valid. */
  readonly disclosed: JsonObject;
  /** Claims that the request asked for and the holder kept. */
  readonly missing: readonly string[];
  readonly issuer?: IssuerSummary;
  readonly holder?: { readonly did: string };
  /** The block all reads were made at; absent if there was none. */
  readonly block?: { readonly number: number; readonly hash: string; readonly time: number };
}
