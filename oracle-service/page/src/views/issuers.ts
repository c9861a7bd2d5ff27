import type { Issuer, IssuerList, ReadBlock } from "@cscss-me/sdk/registry";
import { el } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Text } from "../messages/Text.ts";
import { categoryWords, statusAt, statusWords } from "../registry/standingWords.ts";
import type { App } from "./App.ts";
import { later } from "./later.ts";

const MOST_SHOWN = 200;

/** Every organization of the registry, with a search over what is shown of it. */
export function drawIssuers(app: App): HTMLElement {
  const { page } = app.text.messages;
  return el(
    "section",
    { "aria-labelledby": "heading" },
    el("h1", { id: "heading", tabindex: "-1" }, page.issuersTitle),
    el("p", { class: "lead" }, page.issuersLead),
    later(
      app,
      () => app.directory.list(),
      (list) => drawSearch(app, list),
    ),
  );
}

/** Where an answer comes from, and how fresh it is. */
export function drawSource({ text, directory }: App, block: ReadBlock): HTMLElement {
  const { page } = text.messages;
  const told = directory.source === "service" ? page.fromService : page.fromChain;
  return el(
    "p",
    { class: "hint" },
    text.fill(told, { number: text.number(block.number), time: text.time(block.time) }),
  );
}

function drawSearch(app: App, { items, total, block }: IssuerList): HTMLElement {
  const { text } = app;
  const { page } = text.messages;
  if (total === 0) return el("p", {}, page.noIssuers);
  const found = el("p", { class: "hint", "aria-live": "polite" });
  const results = el("div", { class: "results" });
  const input = el("input", { id: "search", type: "search", autocomplete: "off", "aria-describedby": "search-hint" });
  const haystacks = items.map((issuer) => ({ issuer, words: searchable(text, issuer, block.time) }));
  const search = (): void => {
    const wanted = fold(input.value).split(/\s+/);
    const fitting = haystacks
      .filter(({ words }) => wanted.every((word) => words.includes(word)))
      .map(({ issuer }) => issuer);
    const shown = fitting.slice(0, MOST_SHOWN);
    const count = text.fill(page.found, { count: text.number(fitting.length), total: text.number(total) });
    const cut = shown.length < fitting.length || items.length < total;
    found.textContent = cut ? `${count} ${text.fill(page.listCut, { count: text.number(shown.length) })}` : count;
    results.replaceChildren(shown.length === 0 ? el("p", {}, page.noneFound) : drawTable(text, shown, block.time));
  };
  input.addEventListener("input", search);
  search();
  return el(
    "div",
    {},
    el(
      "div",
      { class: "search", role: "search" },
      el("label", { for: "search" }, icon("search", 20), page.search),
      input,
      el("p", { class: "hint", id: "search-hint" }, page.searchHint),
    ),
    found,
    results,
    drawSource(app, block),
  );
}

function drawTable(text: Text, issuers: readonly Issuer[], now: number): HTMLElement {
  const { page } = text.messages;
  const heads = [page.organization, page.country, page.standing, page.since, page.mayIssue];
  const rows = issuers.map((issuer) => {
    const { address, name, country, standing } = issuer;
    const status = statusAt(standing, now);
    const cells = [
      text.country(country),
      el("b", { class: `standing ${status}` }, statusWords(text, status, standing.reason)),
      text.day(status === "lapsed" ? (standing.until ?? standing.from) : standing.from),
      categoryWords(text, standing),
    ];
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("a", { href: `#issuers/${address}`, dir: "auto" }, name)),
      ...cells.map((cell, index) => el("td", { "data-label": heads[index + 1] }, cell)),
    );
  });
  return el(
    "table",
    { class: "list" },
    el("caption", { class: "for-ears" }, page.issuersTitle),
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...rows),
  );
}

function searchable(text: Text, { name, country, address, did, number, standing }: Issuer, now: number): string {
  const status = statusWords(text, statusAt(standing, now), standing.reason);
  return fold(
    [name, country, text.country(country), address, did, `#${number}`, status, categoryWords(text, standing)].join(" "),
  );
}

/** Capitals and accents make no difference to a search: "universita" finds "Università". */
function fold(words: string): string {
  return words
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim();
}
