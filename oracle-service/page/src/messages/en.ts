import { checks } from "./en/checks.ts";
import { claims } from "./en/claims.ts";
import { codes } from "./en/codes.ts";
import { figures } from "./en/figures.ts";
import { page } from "./en/page.ts";
import { words } from "./en/words.ts";

/** English. The other languages have exactly its keys. */
export const en = { page, checks, codes, words, claims, figures };

/** All texts of the page in one language. */
export type Messages = typeof en;
