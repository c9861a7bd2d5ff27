import { concatBytes } from "@noble/hashes/utils";
import { encodeBase64url } from "../bytes/base64url.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { PresentationRequest } from "../presentation/PresentationRequest.ts";
import { deflate } from "../seal/pack.ts";
import type { LinkContent } from "./linkForm.ts";
import { BASE, LINK_BASE, LONGEST_LINK, MARK, REQUEST } from "./linkForm.ts";
import { packPresentation } from "./packPresentation.ts";

/**
 * Writes a presentation, or a request for one, as a link. Everything is in the fragment, which browsers do not send to
 * the page's server. **Whoever has the link has what is in it.**
 *
 * @param base - the page that reads it: https, without query and fragment. The scheme of our own programs unless told.
 * @returns the link, at most 32,768 characters.
 * @throws ERR_LINK for another base, or if the link would have more than 32,768 characters; ERR_TOKEN_*, ERR_CREDENTIAL,
 * ERR_KEY_BINDING and so on for a text that is no presentation.
 * @example
 * makeLink({ presentation }, "https://verify.example/"); // "https://verify.example/#me1=…"
 */
export function makeLink(content: LinkContent, base: string = LINK_BASE): string {
  if (!BASE.test(base)) throw refuse(`"${base}" is not a page a link can lead to: https, no query and no fragment`);
  const packed = "presentation" in content ? packPresentation(content.presentation) : packRequest(content.request);
  const link = `${base}${MARK}${encodeBase64url(packed)}`;
  if (link.length <= LONGEST_LINK) return link;
  const problem = `The link would have ${link.length} characters, and ${LONGEST_LINK} are allowed: show fewer claims.`;
  throw new CscssError("ERR_LINK", problem, { details: { length: link.length, limit: LONGEST_LINK } });
}

function packRequest(request: PresentationRequest): Uint8Array {
  return concatBytes(Uint8Array.of(REQUEST), deflate(JSON.stringify(request)));
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_LINK", `${problem}.`);
}
