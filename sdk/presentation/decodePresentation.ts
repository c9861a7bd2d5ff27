import type { DecodedCredential } from "../credential/decodeCredential.ts";
import { decodeCredential } from "../credential/decodeCredential.ts";
import { splitPresentation } from "../disclosure/splitPresentation.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { DecodedKeyBinding } from "./keyBinding.ts";
import { boundText, decodeKeyBinding, presentationHash } from "./keyBinding.ts";

/** A presentation taken apart. **Nothing in it was verified.** */
export interface DecodedPresentation {
  /** The credential's compact JWT. */
  readonly token: string;
  readonly credential: DecodedCredential;
  readonly disclosures: readonly string[];
  readonly keyBinding: DecodedKeyBinding;
  /** The sd_hash the key binding has to state. */
  readonly hash: string;
}

/**
 * Takes a presentation apart, strictly, before any library sees it. **Verifies nothing.**
 *
 * @param text - `token~disclosure~…~keyBinding`, at most 262,144 characters.
 * @returns its parts, decoded.
 * @throws ERR_DISCLOSURE_FORMAT, ERR_TOKEN_*, ERR_CREDENTIAL, ERR_DID, ERR_RECORD_TYPE; ERR_KEY_BINDING if there is none.
 * @source RFC 9901, sections 4 and 4.3.
 * @example
 * decodePresentation(presentation).keyBinding.claims.aud; // "hr.example.com"
 */
export function decodePresentation(text: string): DecodedPresentation {
  const { token, disclosures, keyBinding } = splitPresentation(text);
  if (keyBinding === undefined) {
    throw new CscssError(
      "ERR_KEY_BINDING",
      "The presentation has no key binding, so nothing shows that its holder released it. Ask the holder to share it anew.",
    );
  }
  return {
    token,
    credential: decodeCredential(token),
    disclosures,
    keyBinding: decodeKeyBinding(keyBinding),
    hash: presentationHash(boundText(token, disclosures)),
  };
}
