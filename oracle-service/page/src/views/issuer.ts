import type { HistoryReading, IssuerReading } from "@cscss-me/sdk/registry";
import { el } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";
import type { Segment } from "../registry/segmentsOf.ts";
import { segmentsOf } from "../registry/segmentsOf.ts";
import { categoryWords, statusWords } from "../registry/standingWords.ts";
import type { App } from "./App.ts";
import { drawSource } from "./issuers.ts";
import { later } from "./later.ts";
import { drawTimeline } from "./timeline.ts";

/** One organization: where it stands, and its history on a time line and in words. */
export function drawIssuer(app: App, address: string): HTMLElement {
  const { page } = app.text.messages;
  const heading = el("h1", { id: "heading", tabindex: "-1", dir: "auto" }, page.history);
  const read = async () => {
    const [issuer, history] = await Promise.all([app.directory.issuer(address), app.directory.history(address)]);
    return { issuer, history };
  };
  return el(
    "section",
    { "aria-labelledby": "heading" },
    el("p", {}, el("a", { href: "#issuers" }, `← ${page.back}`)),
    heading,
    later(app, read, ({ issuer, history }) => {
      heading.textContent = issuer.issuer.name;
      return drawHistory(app, issuer, history);
    }),
  );
}

function drawHistory(app: App, { issuer }: IssuerReading, { items, block }: HistoryReading): HTMLElement {
  const { text } = app;
  const { page } = text.messages;
  const segments = segmentsOf(items, block.time);
  const { name, country, did, fraudSince } = issuer;
  return el(
    "div",
    {},
    el("p", { class: "lead" }, `${text.country(country)} · `, el("code", {}, did)),
    fraudSince !== undefined && el("p", { class: "problem" }, text.fill(page.fraud, { time: text.time(fraudSince) })),
    el("h2", {}, el("bdi", {}, text.fill(page.historyOf, { name }))),
    drawTimeline(text, segments, fraudSince),
    el(
      "ol",
      { class: "history" },
      ...segments.toReversed().map((segment, index) => drawSegment(text, segment, index === 0)),
    ),
    drawSource(app, block),
  );
}

function drawSegment(text: Text, { status, reason, from, to, interval }: Segment, current: boolean): HTMLElement {
  const { messages, fill, time } = text;
  const { page, words } = messages;
  const issues = status === "accredited";
  return el(
    "li",
    {},
    el("b", { class: `standing ${status}` }, statusWords(text, status, reason)),
    el(
      "span",
      {},
      current ? fill(page.from, { from: time(from) }) : fill(page.fromTo, { from: time(from), to: time(to) }),
    ),
    issues &&
      el("span", {}, `${page.mayIssue}: ${categoryWords(text, interval)} (${words.authorities[interval.authority]})`),
    el("span", { class: "hint" }, `${page.evidence}: `, el("code", {}, interval.evidence)),
  );
}
