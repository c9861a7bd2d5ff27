import type { Verification } from "@cscss-me/sdk/verify";
import type { Finding } from "../chain/verifyHere.ts";
import { button, el } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Text } from "../messages/Text.ts";
import { statusAt } from "../registry/standingWords.ts";
import type { App } from "./App.ts";
import { drawChecks } from "./checks.ts";
import { drawClaims } from "./claims.ts";
import { drawOccasion, drawOrigin } from "./facts.ts";
import { reasonOf } from "./reasons.ts";
import { drawAnother, verifyDesk } from "./verify.ts";

const SYMBOLS = { valid: "passed", invalid: "failed", notCheckable: "notCheckable" } as const;

/** The finding as one sheet: the verdict, then who, what, when, what was checked and what was not. */
export function drawVerdict(app: App, finding: Finding): HTMLElement {
  const { text } = app;
  const { page } = text.messages;
  const { verification } = finding;
  const { verdict, reason } = verification;
  const note = noteOn(text, finding);
  const isStanding = finding.presentation?.keyBinding.claims.grant !== undefined;
  return el(
    "article",
    { class: `sheet ${verdict}`, "aria-labelledby": "heading" },
    el(
      "header",
      { class: "verdict" },
      el("span", { class: "seal" }, icon(SYMBOLS[verdict], 56)),
      el(
        "div",
        {},
        el("h1", { id: "heading", tabindex: "-1" }, page[verdict]),
        el("p", { class: "why" }, whyOf(text, verification)),
        reason && el("p", { class: "detail" }, detailOf(text, reason.message)),
        note !== undefined && el("p", { class: "note" }, note),
        verdict === "notCheckable" && el("p", {}, page.tryLater),
      ),
    ),
    reason?.code === "ERR_AUDIENCE" && isStanding && drawSayWho(app, finding),
    drawOrigin(text, finding),
    drawClaims(text, verification),
    drawOccasion(text, finding),
    drawChecks(text, verification),
    el("p", { class: "stamp" }, text.fill(page.checkedOn, { time: text.time(finding.verifiedAt) })),
    el(
      "div",
      { class: "actions" },
      button({ class: "button" }, [icon("print", 20), page.print], () => window.print()),
      verdict === "notCheckable" && button({ class: "button" }, page.retry, () => void verifyDesk(app)),
      drawAnother(app),
    ),
  );
}

/** The verdict in one breath, for those who listen. */
export function verdictAloud(text: Text, { verification }: Finding): string {
  return `${text.messages.page[verification.verdict]}. ${whyOf(text, verification)}`;
}

function whyOf(text: Text, { reason }: Verification): string {
  const { page } = text.messages;
  return reason === undefined ? page.validWhy : text.fill(page.because, { reason: reasonOf(text, reason) });
}

/** The verifier's own words name times and names that no translation has. */
function detailOf(text: Text, message: string): HTMLElement {
  const [before = "", after = ""] = text.messages.page.detail.split("{message}");
  return el("span", {}, before, el("bdi", { lang: "en" }, message), after);
}

/** A valid credential of an issuer that is no longer what it was. */
function noteOn(text: Text, { verification, issuer }: Finding): string | undefined {
  if (verification.verdict !== "valid" || issuer === undefined) return undefined;
  const { page } = text.messages;
  const today = statusAt(issuer.issuer.standing, issuer.block.time);
  if (today === "accredited") return undefined;
  return today === "suspended" ? page.validButSuspended : page.validButWithdrawn;
}

/** A presentation for somebody: whoever verifies has to say who that is. It is not filled in, or saying it would mean nothing. */
function drawSayWho(app: App, { presentation }: Finding): HTMLElement {
  const { text, desk } = app;
  const { page } = text.messages;
  const input = el("input", { id: "audience", required: true, maxlength: 200, autocomplete: "organization" });
  input.value = desk.audience;
  const audience = presentation?.keyBinding.claims.aud ?? "";
  const form = el(
    "form",
    { class: "form say-who" },
    el("p", {}, el("bdi", {}, text.fill(page.sayWho, { audience }))),
    el("label", { for: "audience" }, page.audience),
    el("div", { class: "row" }, input, el("button", { class: "button primary" }, page.check)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    desk.audience = input.value.trim();
    void verifyDesk(app);
  });
  return form;
}
