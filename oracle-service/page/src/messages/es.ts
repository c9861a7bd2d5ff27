import type { Messages } from "./en.ts";
import { checks } from "./es/checks.ts";
import { claims } from "./es/claims.ts";
import { codes } from "./es/codes.ts";
import { figures } from "./es/figures.ts";
import { page } from "./es/page.ts";
import { words } from "./es/words.ts";

export const es: Messages = { page, checks, codes, words, claims, figures };
