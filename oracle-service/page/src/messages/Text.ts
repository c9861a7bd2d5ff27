import type { Messages } from "./en.ts";
import type { Language } from "./language.ts";
import { LANGUAGES } from "./language.ts";

/** The page's texts, dates and names in one language. */
export interface Text {
  readonly language: Language;
  readonly messages: Messages;
  /** A text with its `{name}` filled in; what is filled in is never searched for places itself. */
  fill(template: string, values: Readonly<Record<string, string | number>>): string;
  /** Unix seconds as a day and minute in UTC. */
  time(seconds: number): string;
  /** Unix seconds as a day in UTC. */
  day(seconds: number): string;
  number(value: number): string;
  list(parts: readonly string[]): string;
  /** The name of a country by its two letters; the letters themselves if they name none. */
  country(code: string): string;
  compare(one: string, other: string): number;
}

/** How dates and numbers are written: English ones as most of the world writes them. */
const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", it: "it", es: "es", zh: "zh-Hans" };

/** Opens the texts of a language. */
export function openText(language: Language): Text {
  const locale = LOCALES[language];
  const times = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const numbers = new Intl.NumberFormat(locale);
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  const { compare } = new Intl.Collator(locale, { sensitivity: "base", numeric: true });
  return {
    language,
    messages: LANGUAGES[language],
    fill: (template, values) => template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place)),
    time: (seconds) => `${times.format(seconds * 1000)} UTC`,
    day: (seconds) => days.format(seconds * 1000),
    number: (value) => numbers.format(value),
    list: (parts) => parts.join(language === "zh" ? "、" : ", "),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    compare,
  };
}
