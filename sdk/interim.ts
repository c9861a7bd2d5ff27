/**
 * What our own packages share and nobody else needs, and what the next generation of contracts replaces. No part of the
 * public surface: it goes without notice.
 *
 * @module
 */

export { sameBytes } from "./bytes/sameBytes.ts";
export type { ChosenConsents } from "./consent/chooseConsents.ts";
export { chooseConsents } from "./consent/chooseConsents.ts";
export type { ClaimLink } from "./consent/claimLink.ts";
export {
  claimName,
  claimNameIn,
  claimReference,
  claimToken,
  parseClaimLink,
  writeClaimLink,
} from "./consent/claimLink.ts";
export type { HolderConsent } from "./consent/HolderConsent.ts";
export { parseHolderConsent } from "./consent/parseHolderConsent.ts";
export { signHolderConsent } from "./consent/signHolderConsent.ts";
export type { OpenConsent } from "./issuing/enrolAll.ts";
export { ENROLMENT_GAS, enrolAll, findAllGaps, isOpen } from "./issuing/enrolAll.ts";
export { findRefusals } from "./issuing/findRefusals.ts";
export { ADDRESS, BASE64URL, BYTES32, CHAIN_ID, closedObject, HEX, RECORD_ID } from "./json/formParts.ts";
export type { Form, FormOptions } from "./json/readForm.ts";
export { formError, readForm, requireForm } from "./json/readForm.ts";
export { listGrants } from "./wallet/listGrants.ts";
