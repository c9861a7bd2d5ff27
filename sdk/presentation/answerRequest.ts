import { CscssError } from "../errors/CscssError.ts";
import type { TokenSigner } from "../token/TokenSigner.ts";
import { chooseDisclosures } from "./chooseDisclosures.ts";
import type { HeldCredential } from "./HeldCredential.ts";
import { bindPresentation } from "./keyBinding.ts";
import type { PresentationRequest } from "./PresentationRequest.ts";

/** How to answer: which credential, with whose key, when. */
export interface AnswerOptions {
  readonly credential: HeldCredential;
  /** The key of the holder's controller, or of a delegate the holder appointed. */
  readonly signer: TokenSigner;
  /** Claims to disclose; those of the request unless told. */
  readonly claims?: readonly string[];
  /** Unix seconds. */
  readonly now: number;
}

/**
 * Answers a verifier's request with the claims it names and no others. Good for this audience, once, for five minutes.
 *
 * @returns the presentation: `token~disclosure~…~keyBinding`.
 * @throws ERR_REQUEST_EXPIRED; ERR_CLAIM_UNKNOWN if the credential lacks a claim.
 * @source RFC 9901, section 4.3.
 * @example
 * const presentation = await answerRequest(request, { credential: record, signer, now });
 */
export async function answerRequest(request: PresentationRequest, options: AnswerOptions): Promise<string> {
  const { credential, signer, claims = request.claims, now } = options;
  if (now > request.expires) {
    throw new CscssError("ERR_REQUEST_EXPIRED", `The request of ${request.audience} has expired. Ask for a new one.`);
  }
  const disclosures = chooseDisclosures(credential, claims);
  const { audience: aud, nonce } = request;
  return bindPresentation({ token: credential.token, disclosures }, { iat: now, aud, nonce }, signer);
}
