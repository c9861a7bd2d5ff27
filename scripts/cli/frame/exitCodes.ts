import type { ErrorCode } from "@cscss-me/sdk";
import type { Verification } from "@cscss-me/sdk/verify";

/** How a run ends, for scripts. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  invalid: 3,
  noLongerGood: 4,
  notCheckable: 5,
  interrupted: 130,
} as const;

/** Good once, and taken back, replaced or run out since. */
const NO_LONGER_GOOD: readonly string[] = [
  "ERR_REVOKED",
  "ERR_SUSPENDED",
  "ERR_EXPIRED",
  "ERR_SUPERSEDED",
  "ERR_GRANT_WITHDRAWN",
  "ERR_GRANT_ENDED",
  "ERR_WALLET_DEACTIVATED",
  "ERR_WALLET_DESTROYED",
] satisfies readonly ErrorCode[];

/** The exit code of a verification. What is forged is invalid, even if it was revoked as well. */
export function exitOfVerification({ verdict, checks }: Pick<Verification, "verdict" | "checks">): number {
  if (verdict === "valid") return EXIT.ok;
  if (verdict === "notCheckable") return EXIT.notCheckable;
  const failures = checks.filter(({ outcome }) => outcome === "failed");
  return failures.every(({ code = "" }) => NO_LONGER_GOOD.includes(code)) ? EXIT.noLongerGood : EXIT.invalid;
}
