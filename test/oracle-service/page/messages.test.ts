import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../../oracle-service/page/src/messages/en.ts";
import type { Language } from "../../../oracle-service/page/src/messages/language.ts";
import { chooseLanguage, LANGUAGES } from "../../../oracle-service/page/src/messages/language.ts";
import { openText } from "../../../oracle-service/page/src/messages/Text.ts";
import { RECORD_SCHEMAS } from "../../../sdk/credential/schemas/recordSchemas.ts";
import { CHECK_IDS } from "../../../sdk/verify/Verification.ts";

const ALL = Object.keys(LANGUAGES) as Language[];
const OTHERS = ALL.filter((language) => language !== "en");
/** Words that two languages share. */
const SHARED = /^(words\.no|page\.governance|page\.governanceTitle)$/;

/** Every text of a language by its path: "page.valid" → "Valid". */
function textsOf(node: object, path = ""): Map<string, string> {
  const entries = Object.entries(node).flatMap(([name, value]: [string, string | object]) =>
    typeof value === "string" ? [[`${path}${name}`, value] as const] : [...textsOf(value, `${path}${name}.`)],
  );
  return new Map(entries);
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
}

describe("the page's texts", () => {
  it.each(OTHERS)("%s has exactly the texts English has, each with the same places for values", (language) => {
    const [english, other] = [textsOf(en), textsOf(LANGUAGES[language])];
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of other)
      expect({ path, places: placesIn(text) }).toEqual({ path, places: placesIn(english.get(path) ?? "") });
  });

  it.each(ALL)("%s has no empty text", (language) => {
    expect([...textsOf(LANGUAGES[language])].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it.each(OTHERS)("%s leaves nothing in English", (language) => {
    const english = textsOf(en);
    const same = [...textsOf(LANGUAGES[language])].filter(([path, text]) => english.get(path) === text);
    expect(same.map(([path]) => path).filter((path) => !SHARED.test(path))).toEqual([]);
  });

  it("has a reason for every code that a check can end with", () => {
    const page = readFileSync(join(import.meta.dirname, "..", "..", "..", "docs", "VERIFYING.md"), "utf8");
    const named = new Set(page.match(/ERR_[A-Z_]*[A-Z]/g));
    expect(named.size).toBeGreaterThan(30);
    const families = ["ERR_TOKEN", "ERR_NODE", "ERR_DISCLOSURE"];
    expect([...named].filter((code) => !Object.hasOwn(en.codes, code) && !families.includes(code))).toEqual([]);
  });

  it("names every check, and every claim that a schema knows", () => {
    expect(Object.keys(en.checks)).toEqual([...CHECK_IDS]);
    const claims = new Set(Object.values(RECORD_SCHEMAS).flatMap(({ properties }) => Object.keys(properties)));
    expect([...claims].filter((claim) => !Object.hasOwn(en.claims, claim))).toEqual([]);
  });
});

describe("openText", () => {
  it("fills in what was given and looks into none of it", () => {
    const { fill } = openText("en");
    expect(fill("{a} and {b}", { a: "{b}", b: "$&" })).toBe("{b} and $&");
    expect(fill("{a} and {c}", { a: 1 })).toBe("1 and {c}");
  });

  it("writes times in UTC and names countries, whatever the machine's zone", () => {
    const time = Date.UTC(2026, 10, 4, 8, 5) / 1000;
    // How exactly is up to the language data of Node and browser, which differ.
    for (const language of ALL)
      expect(openText(language).time(time)).toMatch(/\b4\b.*\b0?8:05 UTC$|11月4日.*08:05 UTC$/);
    expect(openText("it").time(time)).toContain("novembre");
    expect(ALL.map((language) => openText(language).country("IT"))).toEqual(["Italy", "Italia", "Italia", "意大利"]);
    expect(openText("en").country("<b")).toBe("<b");
  });
});

describe("chooseLanguage", () => {
  it("takes what was chosen, else what the browser asks for first, else English", () => {
    expect(chooseLanguage("zh", ["it-CH", "en"])).toBe("zh");
    expect(chooseLanguage(null, ["pt-BR", "ES-419", "it"])).toBe("es");
    expect(chooseLanguage("xx", ["it-CH", "en"])).toBe("it");
    expect(chooseLanguage("toString", ["constructor", "pt"])).toBe("en");
  });
});
