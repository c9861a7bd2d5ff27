import type { Chain } from "@cscss-me/sdk";
import { CATEGORIES, CscssError, memberInWords, timeInWords } from "@cscss-me/sdk";
import { WithdrawalReason } from "@cscss-me/sdk/contracts";
import { scheduleCall } from "@cscss-me/sdk/registry";
import type { DecisionFile } from "./decisionFile.ts";

/**
 * What a decision does, from its bytes: nobody should sign what a file merely says about itself.
 *
 * @throws ERR_FILE if the decision is about something else than the file's call, or no act of accreditation.
 */
export function describeDecision(chain: Chain, { call, decision }: DecisionFile): string {
  const schedules = scheduleCall(chain, call);
  const direct = decision.target === call.target && decision.data === call.data;
  const scheduled = decision.target === schedules.target && decision.data === schedules.data;
  const parsed = call.target === chain.generation.registry ? chain.registry.interface.parseTransaction(call) : null;
  if (parsed === null || (!direct && !scheduled)) {
    throw new CscssError("ERR_FILE", "The file's decision is no act of accreditation of this network. Do not sign it.");
  }
  const values = parsed.fragment.inputs.map(({ name }, index) => [name, inWords(name, parsed.args[index])] as const);
  const words = values.filter(([, value]) => value !== "").map(([name, value]) => `${name} ${value}`);
  const when = scheduled ? "once the Council's delay is over" : "at once";
  return `${parsed.name} ${words.join(", ")}; ${when}.`;
}

function inWords(name: string, value: unknown): string {
  if (name === "authority") return value === 1n ? "direct" : "cross";
  if (name === "categories") {
    const mask = BigInt(value as bigint);
    return Object.entries(CATEGORIES)
      .filter(([, number]) => ((mask >> BigInt(number)) & 1n) === 1n)
      .map(([category]) => category)
      .join(" + ");
  }
  if (name === "reason") return memberInWords(WithdrawalReason, value as bigint);
  if (name === "until" || name === "at" || name === "since") return value === 0n ? "" : timeInWords(value as bigint);
  return String(value);
}
