import type { Check, CheckId } from "@cscss-me/sdk/verify";
import type { Text } from "../messages/Text.ts";

/** Why a check did not pass, to follow the word "because". */
export function reasonOf(text: Text, { code }: Check): string {
  return reasonByCode(text, code ?? "");
}

/** What an error code means, to follow the word "because". */
export function reasonByCode({ messages: { codes }, fill }: Text, code: string): string {
  const known: Readonly<Record<string, string>> = codes;
  return (Object.hasOwn(codes, code) ? known[code] : undefined) ?? fill(codes.other, { code });
}

/** Checks that may have nothing to check, and those they rest on: where these passed, that is why they were not made. */
const OPTIONAL: Readonly<Partial<Record<CheckId, readonly CheckId[]>>> = {
  grant: ["network"],
  identity: ["header", "disclosures"],
};

/** What a check found, as a sentence. @param all - every check of the verification. */
export function sentenceOf(text: Text, check: Check, all: readonly Check[]): string {
  const { page, checks } = text.messages;
  const { id, outcome, code } = check;
  if (outcome === "passed") return code === "STANDING" ? page.bearer : checks[id].passed;
  if (outcome !== "skipped") return text.fill(page.because, { reason: reasonOf(text, check) });
  const rests = OPTIONAL[id];
  if (rests === undefined || all.some((other) => rests.includes(other.id) && other.outcome !== "passed")) {
    return page.restsOn;
  }
  return id === "grant" ? page.noGrant : page.noIdentity;
}
