import { decodeBase64url } from "../bytes/base64url.ts";
import { CscssError } from "../errors/CscssError.ts";
import { parseRequest } from "../presentation/parseRequest.ts";
import { inflate } from "../seal/unpack.ts";
import type { LinkContent } from "./linkForm.ts";
import { BASE, LONGEST_LINK, MARK, REQUEST } from "./linkForm.ts";
import { unpackPresentation } from "./packPresentation.ts";

/**
 * Reads a link strictly. Its address is looked at and never opened. **Verifies nothing.**
 *
 * @returns the presentation as text, or the request.
 * @throws ERR_LINK for more than 32,768 characters, a query, another fragment than ours, or bytes that makeLink cannot
 * have written; ERR_REQUEST, ERR_JSON for a request that is none.
 * @example
 * parseLink(makeLink({ presentation }, "https://verify.example/")); // the same as ({ presentation })
 */
export function parseLink(link: string): LinkContent {
  if (link.length > LONGEST_LINK) throw refuse(`has more than ${LONGEST_LINK} characters`);
  const at = link.indexOf("#");
  const [base, fragment] = at < 0 ? [link, ""] : [link.slice(0, at), link.slice(at)];
  if (base.includes("?"))
    throw refuse("has a query, which a server would have read; ours carry everything after the #");
  if (!BASE.test(base)) throw refuse("leads to no page a link of ours leads to");
  if (!fragment.startsWith(MARK)) throw refuse(`does not go on with ${MARK} after its address`);
  const packed = decode(fragment.slice(MARK.length));
  if (packed[0] === REQUEST) return { request: parseRequest(attempt(() => inflate(packed.subarray(1)))) };
  return { presentation: attempt(() => unpackPresentation(packed)) };
}

/**
 * Whether a text is meant as a link; parseLink says whether it is one. Never throws.
 *
 * @returns true for a text that begins with https:, http: or cscss-me:, in either case.
 * @example
 * looksLikeLink("cscss-me:verify#me1=AQAA"); // true
 */
export function looksLikeLink(text: string): boolean {
  return /^(?:https?:\/\/|cscss-me:)/i.test(text);
}

function decode(text: string): Uint8Array {
  return attempt(() => decodeBase64url(text));
}

/** What is wrong inside is told in one way: only we write links, so it was cut or changed. */
function attempt<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new CscssError("ERR_LINK", "The link was cut short or changed. Copy all of it.", { cause });
  }
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_LINK", `The link ${problem}.`, { details: { problem } });
}
