import type { Messages } from "./en.ts";
import { checks } from "./it/checks.ts";
import { claims } from "./it/claims.ts";
import { codes } from "./it/codes.ts";
import { figures } from "./it/figures.ts";
import { page } from "./it/page.ts";
import { words } from "./it/words.ts";

export const it: Messages = { page, checks, codes, words, claims, figures };
