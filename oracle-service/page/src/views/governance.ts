import type { Issuer } from "@cscss-me/sdk/registry";
import { el } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";
import type { Application, Monitoring } from "../registry/readMonitoring.ts";
import { readApplications, readMonitoring } from "../registry/readMonitoring.ts";
import { categoryWords, statusAt, statusWords } from "../registry/standingWords.ts";
import type { App } from "./App.ts";
import { drawSource } from "./issuers.ts";
import { later } from "./later.ts";
import { drawPlot } from "./plot.ts";

/** Who waits for a decision, how many stand where, and what the service monitors. */
export function drawGovernance(app: App): HTMLElement {
  const { page } = app.text.messages;
  return el(
    "section",
    { "aria-labelledby": "heading" },
    el("h1", { id: "heading", tabindex: "-1" }, page.governanceTitle),
    el("p", { class: "lead" }, page.governanceLead),
    later(
      app,
      () => Promise.all([app.directory.list(), readApplications(app.place.config)]),
      ([{ items, block }, papers]) =>
        el(
          "div",
          {},
          drawPending(app.text, items, block.time, papers),
          drawCounts(app.text, items, block.time),
          drawSource(app, block),
        ),
    ),
    later(
      app,
      () => readMonitoring(app.place.config),
      (monitoring) => drawMonitoring(app.text, monitoring),
    ),
  );
}

function drawPending(
  text: Text,
  issuers: readonly Issuer[],
  now: number,
  papers: readonly Application[] | undefined,
): HTMLElement {
  const { page } = text.messages;
  const pending = issuers.filter(({ standing }) => statusAt(standing, now) === "applied");
  return el(
    "section",
    { class: "pending" },
    el("h2", {}, page.pending),
    pending.length === 0
      ? el("p", {}, page.pendingNone)
      : el("ul", { class: "cards" }, ...pending.map((issuer) => drawApplicant(text, issuer, papers))),
  );
}

function drawApplicant(
  text: Text,
  { address, did, name, country, standing }: Issuer,
  papers: readonly Application[] | undefined,
): HTMLElement {
  const { page } = text.messages;
  // Older ones belong to an earlier application.
  const own = papers?.find(
    ({ organization, received }) => [did, address].includes(organization) && received >= standing.from,
  );
  return el(
    "li",
    {},
    el("a", { href: `#issuers/${address}`, dir: "auto" }, name),
    el("span", {}, text.country(country)),
    el("span", {}, `${page.applied}: ${text.time(standing.from)}`),
    el("span", {}, `${page.wants}: ${categoryWords(text, standing)}`),
    papers !== undefined &&
      el("span", {}, own === undefined ? page.papersNone : text.fill(page.papers, { time: text.time(own.received) })),
  );
}

function drawCounts(text: Text, issuers: readonly Issuer[], now: number): HTMLElement {
  const { page } = text.messages;
  const counts = new Map<ReturnType<typeof statusAt>, number>();
  for (const { standing } of issuers)
    counts.set(statusAt(standing, now), (counts.get(statusAt(standing, now)) ?? 0) + 1);
  return el(
    "section",
    { class: "counts" },
    el("h2", {}, page.byStanding),
    el(
      "dl",
      {},
      ...[...counts].map(([status, count]) =>
        el(
          "div",
          { class: `count ${status}` },
          el("dt", {}, statusWords(text, status)),
          el("dd", {}, text.number(count)),
        ),
      ),
    ),
  );
}

function drawMonitoring(text: Text, { figures, nodes, alerts }: Monitoring): HTMLElement {
  const { page } = text.messages;
  return el(
    "div",
    {},
    el("section", {}, el("h2", {}, page.alerts), drawAlerts(text, alerts)),
    nodes && el("section", {}, el("h2", {}, page.nodes), drawNodes(text, nodes)),
    el(
      "section",
      {},
      el("h2", {}, page.figures),
      figures === undefined
        ? el("p", {}, page.figuresAbsent)
        : el("div", { class: "plots" }, ...figures.map((figure) => drawPlot(text, figure))),
    ),
  );
}

function drawAlerts({ messages: { page }, fill, time }: Text, alerts: Monitoring["alerts"]): HTMLElement {
  if (alerts === undefined) return el("p", {}, page.alertsAbsent);
  if (alerts.length === 0) return el("p", {}, page.alertsNone);
  const cards = alerts.map(({ message, first, last }) =>
    el(
      "li",
      { class: "alert" },
      el("bdi", { lang: "en" }, message),
      el("span", { class: "hint" }, fill(page.alertSince, { first: time(first), last: time(last) })),
    ),
  );
  return el("ul", { class: "cards" }, ...cards);
}

function drawNodes(text: Text, nodes: NonNullable<Monitoring["nodes"]>): HTMLElement {
  const { page } = text.messages;
  if (nodes.length === 0) return el("p", {}, page.nodesNone);
  const cards = nodes.map(({ name, head, problem }) =>
    el(
      "li",
      { class: problem && "alert" },
      el("strong", { dir: "auto" }, name),
      head !== undefined && el("span", {}, text.fill(page.head, { number: text.number(head) })),
      problem && el("bdi", {}, text.fill(page.doubted, { message: problem.message })),
    ),
  );
  return el("ul", { class: "cards" }, ...cards);
}
