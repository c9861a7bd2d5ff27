import { randomBytes } from "node:crypto";
import type { Chain } from "@cscss-me/sdk";
import type { PresentationRequest, Verification } from "@cscss-me/sdk/verify";
import { createRequest, openVerifier } from "@cscss-me/sdk/verify";
import type { RequestStore } from "./requestStore.ts";

/** What a verifier wants to ask a holder. */
export interface RequestTerms {
  readonly audience: string;
  readonly purpose: string;
  readonly claims: readonly string[];
  /** Seconds. */
  readonly validFor: number;
}

/** What a presentation should be: the answer to a request made here, or something the holder released earlier. */
export type Expected =
  | { readonly kind: "answer"; readonly nonce: string }
  | { readonly kind: "standing"; readonly audience?: string | undefined };

/** Asks holders, and verifies what they present. */
export interface VerificationService {
  /** @param client - who asks, as limits tell clients apart. @throws ERR_REQUEST, ERR_RATE, ERR_OVERLOADED. */
  request(terms: RequestTerms, client: string): Promise<PresentationRequest>;
  /**
   * Verifies a presentation, and keeps nothing of it. Goes to the pinned node and nowhere else, whatever addresses
   * the credential holds.
   *
   * @throws ERR_REQUEST_UNKNOWN if the nonce is none that waits here. Everything else is in the verdict.
   */
  verify(presentation: string, expected: Expected): Promise<Verification>;
}

/** Opens the verification of one chain. */
export function verificationService(chain: Chain, requests: RequestStore, now: () => number): VerificationService {
  const verifier = openVerifier(chain, { now, nonces: requests });
  return {
    async request({ audience, purpose, claims, validFor }, client) {
      const request = createRequest({ audience, purpose, claims, expires: now() + validFor }, randomBytes);
      await requests.remember(request, client);
      return request;
    },
    async verify(presentation, expected) {
      if (expected.kind === "answer") {
        return verifier.verify(presentation, { kind: "answer", request: await requests.find(expected.nonce) });
      }
      const { audience } = expected;
      return verifier.verify(presentation, { kind: "standing", ...(audience === undefined ? {} : { audience }) });
    },
  };
}
