/**
 * For who checks what a holder shows: requests, presentations, verdicts, with a node or without.
 *
 * @module
 */

export type { Disclosure } from "./disclosure/Disclosure.ts";
export { decodeDisclosure } from "./disclosure/decodeDisclosure.ts";
export type { SplitPresentation } from "./disclosure/splitPresentation.ts";
export { splitPresentation } from "./disclosure/splitPresentation.ts";
export type { LinkContent } from "./link/linkForm.ts";
export { LINK_BASE, MARK } from "./link/linkForm.ts";
export { looksLikeLink, parseLink } from "./link/parseLink.ts";
export type { Bundle, BundleProof } from "./offline/Bundle.ts";
export { exportBundle } from "./offline/exportBundle.ts";
export type { OfflineOptions } from "./offline/verifyOffline.ts";
export { verifyOffline } from "./offline/verifyOffline.ts";
export { createRequest } from "./presentation/createRequest.ts";
export type { DecodedPresentation } from "./presentation/decodePresentation.ts";
export { decodePresentation } from "./presentation/decodePresentation.ts";
export type { DecodedKeyBinding, KeyBindingClaims } from "./presentation/keyBinding.ts";
export type { PresentationRequest } from "./presentation/PresentationRequest.ts";
export { parseRequest } from "./presentation/parseRequest.ts";
export type { Presented } from "./verify/examine.ts";
export type { Expectation } from "./verify/Facts.ts";
export type { NonceStore } from "./verify/NonceStore.ts";
export { memoryNonceStore } from "./verify/NonceStore.ts";
export type { Verifier, VerifierOptions } from "./verify/openVerifier.ts";
export { openVerifier } from "./verify/openVerifier.ts";
export type { VerifyWorkers } from "./verify/openVerifyWorkers.ts";
export { openVerifyWorkers } from "./verify/openVerifyWorkers.ts";
export type {
  Check,
  CheckId,
  IssuerSummary,
  Judgement,
  Outcome,
  Verdict,
  Verification,
} from "./verify/Verification.ts";
export { CHECK_IDS } from "./verify/Verification.ts";
export type { VerifyManyOptions } from "./verify/verifyMany.ts";
