import { el } from "../dom/element.ts";
import { icon } from "../dom/icons.ts";
import type { Language } from "../messages/language.ts";
import { isLanguage, LANGUAGES } from "../messages/language.ts";
import type { Text } from "../messages/Text.ts";

/** Where the page can be. */
export type View = "verify" | "issuers" | "governance" | "api";

const VIEWS: readonly View[] = ["verify", "issuers", "governance", "api"];

/** The page around a view, with its landmarks. */
export interface Shell {
  readonly root: HTMLElement;
  readonly main: HTMLElement;
}

/** What the shell needs to be drawn. */
export interface ShellOptions {
  readonly text: Text;
  readonly view: View;
  readonly network?: { readonly name: string; readonly chainId: number };
  /** There is a service behind the page, whose interface can be tried. */
  readonly service?: boolean;
  chooseLanguage(language: Language): void;
}

/** Draws the page around a view. */
export function drawShell(options: ShellOptions): Shell {
  const { text, network } = options;
  const { page } = text.messages;
  const main = el("main", { id: "content", tabindex: "-1" });
  const name = network && text.fill(page.network, { name: network.name, chainId: network.chainId });
  const skip = el("a", { class: "skip", href: "#content" }, page.skip);
  skip.addEventListener("click", (event) => {
    // The address is for views and links; the focus moves without it.
    event.preventDefault();
    main.focus();
  });
  const root = el(
    "div",
    { class: "page" },
    skip,
    el(
      "header",
      { class: "bar" },
      el(
        "a",
        { class: "brand", href: "#verify" },
        icon("shield", 30),
        el("span", {}, "CSCSS ME"),
        el("small", {}, page.title),
      ),
      drawViews(options),
      drawLanguages(options),
    ),
    main,
    el("footer", { class: "foot" }, el("p", {}, page.footer), name !== undefined && el("p", {}, el("bdi", {}, name))),
  );
  return { root, main };
}

function drawViews({ text, view, service = false }: ShellOptions): HTMLElement {
  const { page } = text.messages;
  const links = VIEWS.filter((one) => service || one !== "api").map((one) =>
    el("li", {}, el("a", { href: `#${one}`, "aria-current": one === view && "page" }, page[one])),
  );
  return el("nav", { "aria-label": page.views }, el("ul", {}, ...links));
}

function drawLanguages({ text, chooseLanguage }: ShellOptions): HTMLElement {
  const options = Object.entries(LANGUAGES).map(([language, { page }]) =>
    el("option", { value: language, lang: language, selected: language === text.language }, page.name),
  );
  const select = el("select", { id: "language" }, ...options);
  select.addEventListener("change", () => {
    if (isLanguage(select.value)) chooseLanguage(select.value);
  });
  return el(
    "div",
    { class: "language" },
    el("label", { for: "language", class: "for-ears" }, text.messages.page.language),
    select,
  );
}
