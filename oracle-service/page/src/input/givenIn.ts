import { CscssError, isJsonObject, parseJsonStrict } from "@cscss-me/sdk";
import type { PresentationRequest } from "@cscss-me/sdk/verify";
import { LINK_BASE, MARK, parseLink } from "@cscss-me/sdk/verify";

const LARGEST = 1_000_000;
/** Before a presentation that stands in a link as it is. */
const PLAIN_MARK = "p=";

/** What somebody gave: a presentation, or the request one answers. */
export type Given = { readonly presentation: string } | { readonly request: string };

/**
 * What a text carries: the fragment of a link, be it packed or plain, the member `presentation` of JSON, a request, or a presentation itself.
 * Nothing of a link but its fragment is looked at, so no address in it is ever fetched. **Verifies nothing.**
 */
export function givenIn(text: string): Given {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return givenInJson(trimmed);
  const fragment = trimmed.slice(trimmed.indexOf("#") + 1);
  if (trimmed.includes(MARK)) return givenInLink(`#${fragment}`) ?? { presentation: trimmed };
  return { presentation: fragment.startsWith(PLAIN_MARK) ? fragment.slice(PLAIN_MARK.length) : fragment };
}

/** What the page's own address carries; undefined if it names a view or nothing. @param hash - as location.hash. */
export function givenInHash(hash: string): Given | undefined {
  const carries = hash.startsWith(MARK) || hash.startsWith(`#${PLAIN_MARK}`) || hash.includes("~");
  return carries ? givenIn(hash) : undefined;
}

/** What a link carries behind the #, wherever it leads; undefined if it was cut or changed, which the verifier then says. */
function givenInLink(hash: string): Given | undefined {
  try {
    const content = parseLink(LINK_BASE + hash);
    return "request" in content ? { request: requestText(content.request) } : content;
  } catch (error) {
    if (error instanceof CscssError) return undefined;
    throw error;
  }
}

function requestText(request: PresentationRequest): string {
  return JSON.stringify(request, undefined, 2);
}

function givenInJson(json: string): Given {
  try {
    const value = parseJsonStrict(json, { maxLength: LARGEST });
    if (isJsonObject(value)) {
      if (value.type === "CscssMeRequest") return { request: json };
      if (typeof value.presentation === "string") return { presentation: value.presentation };
    }
  } catch (error) {
    // Then it is no presentation, and the verifier says so.
    if (!(error instanceof CscssError)) throw error;
  }
  return { presentation: json };
}
