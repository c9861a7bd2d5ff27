import type { Check, CheckId, Outcome, Verification } from "@cscss-me/sdk/verify";
import { el } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Text } from "../messages/Text.ts";
import { sentenceOf } from "./reasons.ts";

const OUTCOMES = {
  passed: "passed",
  failed: "failed",
  notCheckable: "doubtful",
  skipped: "skipped",
} as const satisfies Record<Outcome, string>;

/** Where the verifier's own words, which are English, hold a time or a name that the page's sentence lacks. */
const TELLS_MORE: readonly CheckId[] = ["header", "signature", "status", "disclosures", "grant"];

/** Every check in its order, those that were made and those that were not, and what no check can tell. */
export function drawChecks(text: Text, { checks, verdict }: Verification): HTMLElement {
  const { page } = text.messages;
  const made = checks.filter(({ outcome }) => outcome === "passed" || outcome === "failed");
  const open = checks.filter((check) => !made.includes(check));
  const passed = made.filter(({ outcome }) => outcome === "passed").length;
  return el(
    "section",
    { class: "checks" },
    made.length > 0 && el("h2", {}, page.checks),
    made.length > 0 && el("p", {}, text.fill(page.checksOf, { passed, total: checks.length })),
    made.length > 0 && drawList(text, made, checks),
    open.length > 0 && el("h2", {}, page.notChecked),
    open.length > 0 && drawList(text, open, checks),
    verdict === "valid" && el("h2", {}, page.limits),
    verdict === "valid" &&
      el(
        "ul",
        { class: "limits" },
        ...[page.limitPerson, page.limitRest, page.limitLater].map((limit) => el("li", {}, limit)),
      ),
  );
}

function drawList(text: Text, some: readonly Check[], all: readonly Check[]): HTMLElement {
  return el("ul", { class: "check-list" }, ...some.map((check) => drawCheck(text, check, all)));
}

function drawCheck(text: Text, check: Check, all: readonly Check[]): HTMLElement {
  const { page, checks } = text.messages;
  const { id, outcome, message } = check;
  const wrong = outcome === "failed" || outcome === "notCheckable";
  const detailed = wrong || (outcome === "passed" && text.language === "en" && TELLS_MORE.includes(id));
  return el(
    "li",
    { class: outcome, "data-check": id },
    icon(outcome, 22),
    el(
      "div",
      {},
      el("h3", {}, checks[id].name, el("span", { class: "outcome" }, page[OUTCOMES[outcome]])),
      el("p", {}, sentenceOf(text, check, all)),
      detailed && el("p", { class: "detail", lang: "en", dir: "auto" }, message),
    ),
  );
}
