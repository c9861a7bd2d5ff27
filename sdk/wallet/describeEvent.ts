import { timeInWords } from "../words/chainWords.ts";
import type { TimelineEvent } from "./readTimeline.ts";

/**
 * What happened in a wallet, as its holder reads it. Never throws.
 *
 * @param names - of organizations, by address; where one is missing its address stands in the text.
 * @returns an English sentence.
 * @example
 * describeEvent({ what: "destroyed", time: 1793664000, block: 12 }, new Map()); // "You destroyed the wallet."
 */
export function describeEvent(event: TimelineEvent, names: ReadonlyMap<string, string>): string {
  const name = (address: string): string => names.get(address) ?? address;
  const record = event.recordType?.replaceAll("_", " ") ?? "record";
  switch (event.what) {
    case "created":
      return "The wallet was made.";
    case "issued":
      return `${name(event.issuer)} issued a ${record}.`;
    case "amended":
      return `${name(event.issuer)} replaced a ${record} by a new version.`;
    case "suspended":
    case "reinstated":
    case "revoked":
      return `${name(event.issuer)} ${event.what} a ${record}: ${event.reason}.`;
    case "blocked":
      return `You blocked ${name(event.organization)}.`;
    case "unblocked":
      return `You unblocked ${name(event.organization)}.`;
    case "granted":
      return `You released something ${event.until === 0 ? "without an end" : `until ${timeInWords(event.until)}`}.`;
    case "grantWithdrawn":
      return "You took back something you had released.";
    case "encryptionKeyChanged":
      return "New records are sealed to another key of yours from here on.";
    case "controllerChanged":
      return `You handed over to the account ${event.controller}.`;
    case "controllerNoted":
      return "The wallet noted it, and never obeys the first key again.";
    case "delegateAppointed":
      return `You let ${event.delegate} present for you until ${timeInWords(event.until)}.`;
    case "delegateDismissed":
      return `You no longer let ${event.delegate} present for you.`;
    case "deactivated":
      return "You deactivated the wallet.";
    case "reactivated":
      return "You reactivated the wallet.";
    case "destroyed":
      return "You destroyed the wallet.";
    case "erased":
      return "What was left of destroyed records was erased.";
  }
}
