import type { Messages } from "./en.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { it } from "./it.ts";
import { zh } from "./zh.ts";

/** The languages of the page. */
export const LANGUAGES = { en, it, es, zh } as const satisfies Readonly<Record<string, Messages>>;

/** One of the languages of the page. */
export type Language = keyof typeof LANGUAGES;

/** Whether the page speaks it. */
export function isLanguage(text: string | null | undefined): text is Language {
  return text !== null && text !== undefined && Object.hasOwn(LANGUAGES, text);
}

/**
 * The language to begin with: the one chosen before, or the first one the browser asks for, or English.
 *
 * @param preferred - as in navigator.languages, "it-CH" before "en".
 */
export function chooseLanguage(chosen: string | null, preferred: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return preferred.map((tag) => tag.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";
}
