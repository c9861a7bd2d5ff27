import type { Messages } from "./en.ts";
import { checks } from "./zh/checks.ts";
import { claims } from "./zh/claims.ts";
import { codes } from "./zh/codes.ts";
import { figures } from "./zh/figures.ts";
import { page } from "./zh/page.ts";
import { words } from "./zh/words.ts";

export const zh: Messages = { page, checks, codes, words, claims, figures };
