import type { CategoryName } from "../credential/recordTypes.ts";
import { CATEGORIES } from "../credential/recordTypes.ts";
import type { Authority } from "../generated/enums.ts";
import type { Decision } from "../governance/decide.ts";
import type { Chain } from "../network/connectChain.ts";
import { AUTHORITIES, WITHDRAWAL_REASONS } from "./registryNames.ts";

/** What the governance body can decide about an organization; `evidence` is the hash of the papers behind it. */
export type AccreditationAct =
  | {
      readonly act: "admit" | "change";
      readonly authority: keyof typeof AUTHORITIES;
      readonly categories: readonly CategoryName[];
      /** Last second of validity, absent for none. */
      readonly until?: number;
      readonly evidence: string;
    }
  | { readonly act: "suspend" | "reinstate"; readonly evidence: string }
  | {
      readonly act: "withdraw";
      readonly reason: keyof typeof WITHDRAWAL_REASONS;
      /** Last second of validity, absent for now. */
      readonly at?: number;
      readonly evidence: string;
    }
  | { readonly act: "markFraud"; readonly since: number; readonly evidence: string };

/**
 * The registry call that does it, for the Council to decide on. Every act but "suspend" takes effect only after a
 * delay.
 *
 * @param act - times are Unix seconds, `evidence` is 0x and 64 hex digits.
 * @returns target and data of the call.
 * @throws ethers' INVALID_ARGUMENT for an organization or evidence that is not hex of its length.
 * @example
 * const evidence = `0x${"e1".repeat(32)}`;
 * const act = { act: "admit", authority: "direct", categories: ["higher_education"], evidence } as const;
 * const { target, data } = accreditationCall(chain, organization, act);
 */
export function accreditationCall(
  chain: Chain,
  organization: string,
  act: AccreditationAct,
): Pick<Decision, "target" | "data"> {
  const encode = (name: string, args: readonly unknown[]) => ({
    target: chain.generation.registry,
    data: chain.registry.interface.encodeFunctionData(name, [organization, ...args, act.evidence]),
  });
  switch (act.act) {
    case "admit":
    case "change":
      return encode(act.act, [authorityNumber(act.authority), categoryMask(act.categories), act.until ?? 0]);
    case "suspend":
    case "reinstate":
      return encode(act.act, []);
    case "withdraw":
      return encode(act.act, [WITHDRAWAL_REASONS[act.reason], act.at ?? 0]);
    case "markFraud":
      return encode(act.act, [act.since]);
  }
}

/**
 * Categories as the contracts count them: bit n for category n. Never throws.
 *
 * @returns the sum of 2^n.
 * @example
 * categoryMask(["secondary", "higher_education"]); // 6
 */
export function categoryMask(categories: readonly CategoryName[]): number {
  return categories.reduce((mask, name) => mask | (1 << CATEGORIES[name]), 0);
}

/**
 * Authority as the contracts count it. Never throws.
 *
 * @returns its number in the contracts.
 * @example
 * authorityNumber("cross"); // 2
 */
export function authorityNumber(authority: keyof typeof AUTHORITIES): Authority {
  return AUTHORITIES[authority];
}
