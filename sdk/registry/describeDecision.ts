import { memberInWords } from "../abi/memberInWords.ts";
import { CscssError } from "../errors/CscssError.ts";
import { WithdrawalReason } from "../generated/enums.ts";
import { scheduleCall } from "../governance/decide.ts";
import type { Proposal } from "../governance/proposals.ts";
import type { Chain } from "../network/connectChain.ts";
import { timeInWords } from "../words/chainWords.ts";
import { categoriesIn } from "./registryNames.ts";

/**
 * What a decision does, read from its bytes: nobody should sign what a file merely says about itself.
 *
 * @throws ERR_FILE if the decision is about something else than the proposal's call, or is not an act of accreditation.
 *
 * @example
 * const words = describeDecision(chain, proposal); // "suspend organization 0x7a30…7A4e, evidence 0x00…; at once."
 */
export function describeDecision(chain: Chain, { call, decision }: Pick<Proposal, "call" | "decision">): string {
  const schedules = scheduleCall(chain, call);
  const direct = decision.target === call.target && decision.data === call.data;
  const scheduled = decision.target === schedules.target && decision.data === schedules.data;
  const parsed = call.target === chain.generation.registry ? chain.registry.interface.parseTransaction(call) : null;
  if (parsed === null || (!direct && !scheduled)) {
    const problem = "The file's decision is not an act of accreditation of this network. Do not sign it.";
    throw new CscssError("ERR_FILE", problem);
  }
  const values = parsed.fragment.inputs.map(({ name }, index) => [name, describe(name, parsed.args[index])] as const);
  const words = values.filter(([, value]) => value !== "").map(([name, value]) => `${name} ${value}`);
  const when = scheduled ? "once the Council's delay is over" : "at once";
  return `${parsed.name} ${words.join(", ")}; ${when}.`;
}

function describe(name: string, value: unknown): string {
  if (name === "authority") return value === 1n ? "direct" : "cross";
  if (name === "categories") return categoriesIn(BigInt(value as bigint)).join(" + ");
  if (name === "reason") return memberInWords(WithdrawalReason, value as bigint);
  if (name === "until" || name === "at" || name === "since") return value === 0n ? "" : timeInWords(value as bigint);
  return String(value);
}
