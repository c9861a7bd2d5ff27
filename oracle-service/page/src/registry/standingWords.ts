import type { Standing } from "@cscss-me/sdk/registry";
import type { Text } from "../messages/Text.ts";

/** The status that holds at a time: one that had an end has lapsed after it. */
export function statusAt({ status, until }: Standing, time: number): Standing["status"] | "lapsed" {
  return until !== undefined && until < time && status !== "withdrawn" ? "lapsed" : status;
}

/** A status in words, with the reason where it ended. */
export function statusWords(
  { messages: { words } }: Text,
  status: Standing["status"] | "lapsed",
  reason?: Standing["reason"],
): string {
  const name = status === "lapsed" ? words.lapsed : words.statuses[status];
  const ended = status === "lapsed" || status === "withdrawn";
  // "Lapsed (lapsed)" would say it twice.
  return ended && reason !== undefined && reason !== status ? `${name} (${words.reasons[reason]})` : name;
}

/** What an organization may issue, in words. */
export function categoryWords(
  { messages: { words }, list }: Text,
  { categories }: Pick<Standing, "categories">,
): string {
  return list(categories.map((category) => words.categories[category]));
}
