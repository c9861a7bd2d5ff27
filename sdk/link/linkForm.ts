import type { PresentationRequest } from "../presentation/PresentationRequest.ts";

/** What a link carries. */
export type LinkContent = { readonly presentation: string } | { readonly request: PresentationRequest };

/**
 * Where a link leads that no page was named for: to programs that know the scheme.
 *
 * @example
 * makeLink({ request }).startsWith(LINK_BASE); // true
 */
export const LINK_BASE = "cscss-me:verify";

/** A page: https, or plain http on this machine; no user name, no query, no fragment. */
export const BASE =
  /^(?:cscss-me:verify|https:\/\/[^\s?#@"<>\\]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?\/[^\s?#@"<>\\]*)$/;

/**
 * Begins the fragment of every link of ours, with the version of the form. Whatever has it is a link, however its page
 * is called.
 *
 * @example
 * makeLink({ request }).includes(MARK); // true
 */
export const MARK = "#me1=";

/** The kind byte of a request; packPresentation has those of presentations. */
export const REQUEST = 0x02;

/** In characters. */
export const LONGEST_LINK = 32_768;
