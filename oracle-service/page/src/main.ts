import type { Place } from "./chain/openPlace.ts";
import { openPlace } from "./chain/openPlace.ts";
import { el } from "./dom/element.ts";
import { givenInHash } from "./input/givenIn.ts";
import type { Language } from "./messages/language.ts";
import { chooseLanguage } from "./messages/language.ts";
import { openText } from "./messages/Text.ts";
import { openDirectory } from "./registry/Directory.ts";
import type { App } from "./views/App.ts";
import { emptyDesk } from "./views/App.ts";
import { drawApi } from "./views/api.ts";
import { drawGovernance } from "./views/governance.ts";
import { drawIssuer } from "./views/issuer.ts";
import { drawIssuers } from "./views/issuers.ts";
import type { View } from "./views/shell.ts";
import { drawShell } from "./views/shell.ts";
import { drawVerdict, verdictAloud } from "./views/verdict.ts";
import { drawVerify, drawVerifying, take } from "./views/verify.ts";

const LANGUAGE_KEPT_AS = "cscss-me-language";

let text = openText(chooseLanguage(localStorage.getItem(LANGUAGE_KEPT_AS), navigator.languages));
const desk = emptyDesk();

try {
  run(await openPlace());
} catch (error) {
  fail(error, text.messages.page.notConfiguredWhy);
}

/** Shows that the page cannot go on, and why. @param why - a text with a place for the problem. */
function fail(error: unknown, why: string): void {
  const { root, main } = drawShell({ text, view: "verify", chooseLanguage: changeLanguage(() => location.reload()) });
  const problem = error instanceof Error ? error.message : String(error);
  main.append(
    el("h1", {}, text.messages.page.notConfigured),
    el("p", { class: "problem", role: "alert" }, el("bdi", {}, text.fill(why, { problem }))),
  );
  put(root);
}

function run(place: Place): void {
  // A mistake of ours must not leave the page standing there as if nothing was the matter.
  window.addEventListener("unhandledrejection", ({ reason }) => fail(reason, text.messages.page.broken));
  const directory = openDirectory(place);
  // Made once: what is said in a region that is itself new is not heard.
  const live = el("div", { role: "status", "aria-live": "polite", class: "for-ears" });
  document.body.append(live);

  /** @param focus - where the focus goes: to the heading of another view, back to the choice of language, or nowhere. */
  function show(focus: "heading" | "language" | "" = "heading"): void {
    const view = viewOf(location.hash, place.config.service);
    const shell = drawShell({
      text,
      view,
      network: place.chain.network,
      service: place.config.service,
      chooseLanguage: changeLanguage(() => show("language")),
    });
    const { finding } = desk;
    const app: App = { text, place, directory, desk, show: () => show(), announce };
    shell.main.append(drawView(app, view));
    put(shell.root);
    if (focus !== "") document.getElementById(focus)?.focus();
    document.title = `${document.getElementById("heading")?.textContent ?? text.messages.page.title} · CSCSS ME`;
    const verdict = view === "verify" && finding !== undefined ? verdictAloud(text, finding) : "";
    if (focus !== "language") announce(verdict);
  }
  function announce(words: string): void {
    live.textContent = words;
  }
  function arrive(first = false): void {
    const given = givenInHash(location.hash);
    if (given === undefined) {
      // Who opens a page begins at its beginning.
      show(first ? "" : "heading");
      return;
    }
    // Out of the address: what was presented shall stay neither in the history nor on a printed page.
    history.replaceState(null, "", location.pathname + location.search);
    void take({ text, place, directory, desk, show: () => show(), announce }, given);
  }
  window.addEventListener("hashchange", () => arrive());
  arrive(true);
}

function drawView(app: App, view: View): HTMLElement {
  const { finding, verifying } = app.desk;
  if (view === "verify" && verifying) return drawVerifying(app);
  if (view === "verify") return finding === undefined ? drawVerify(app) : drawVerdict(app, finding);
  if (view === "governance") return drawGovernance(app);
  if (view === "api") return drawApi(app);
  const [, address] = /^#issuers\/(0x[0-9a-fA-F]{40})$/.exec(location.hash) ?? [];
  return address === undefined ? drawIssuers(app) : drawIssuer(app, address);
}

function viewOf(hash: string, service: boolean): View {
  if (hash === "#governance") return "governance";
  if (hash === "#api" && service) return "api";
  return hash.startsWith("#issuers") ? "issuers" : "verify";
}

function changeLanguage(then: () => void): (language: Language) => void {
  return (language) => {
    localStorage.setItem(LANGUAGE_KEPT_AS, language);
    text = openText(language);
    then();
  };
}

function put(root: HTMLElement): void {
  document.documentElement.lang = text.language;
  document.getElementById("page")?.replaceChildren(root);
}
