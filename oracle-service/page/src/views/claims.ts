import type { JsonValue } from "@cscss-me/sdk";
import { isJsonObject } from "@cscss-me/sdk";
import type { Verification } from "@cscss-me/sdk/verify";
import { el } from "../dom/element.ts";
import type { Text } from "../messages/Text.ts";

const COUNTRIES = ["country", "citizenshipCountry"];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The claims the holder disclosed, with a warning where they are not to be believed. */
export function drawClaims(
  text: Text,
  { verdict, disclosed, missing, credential }: Verification,
): HTMLElement | undefined {
  const { page } = text.messages;
  if (credential === undefined) return undefined;
  const entries = Object.entries(disclosed);
  const warning = { valid: undefined, invalid: page.doNotBelieve, notCheckable: page.unconfirmed }[verdict];
  return el(
    "section",
    { class: "claims" },
    el("h2", {}, page.claimsDisclosed),
    warning !== undefined && el("p", { class: "note" }, warning),
    entries.length === 0
      ? el("p", {}, page.nothingDisclosed)
      : el("dl", {}, ...entries.map(([name, value]) => drawClaim(text, name, value))),
    missing.length > 0 &&
      el(
        "p",
        { class: "note" },
        text.fill(page.missing, { claims: text.list(missing.map((name) => labelOf(text, name))) }),
      ),
  );
}

function drawClaim(text: Text, name: string, value: JsonValue): HTMLElement {
  return el("div", {}, el("dt", {}, el("bdi", {}, labelOf(text, name))), el("dd", {}, drawValue(text, name, value)));
}

/** A value of any form. What comes from a credential stands alone in its direction, and is text whatever it looks like. */
function drawValue(text: Text, name: string, value: JsonValue): HTMLElement {
  const { words } = text.messages;
  if (Array.isArray(value)) return el("ul", {}, ...value.map((one) => el("li", {}, drawValue(text, name, one))));
  if (isJsonObject(value)) {
    return el("dl", {}, ...Object.entries(value).map(([member, inner]) => drawClaim(text, member, inner)));
  }
  if (typeof value === "boolean") return el("span", {}, value ? words.yes : words.no);
  if (typeof value === "number") return el("span", {}, text.number(value));
  const told = String(value);
  if (DATE.test(told) && !Number.isNaN(Date.parse(told)))
    return el("time", { datetime: told }, text.day(Date.parse(told) / 1000));
  if (COUNTRIES.includes(name)) return el("bdi", {}, text.country(told));
  return el("bdi", {}, told);
}

function labelOf({ messages: { claims } }: Text, name: string): string {
  const known: Readonly<Record<string, string>> = claims;
  return Object.hasOwn(claims, name) ? (known[name] ?? name) : name;
}
