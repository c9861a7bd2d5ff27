import { resolveDisclosures } from "../disclosure/resolveDisclosures.ts";
import type { OpenedRecord } from "../wallet/openRecords.ts";
import type { Exported } from "./Exported.ts";

/**
 * A record as the bare VC-JWT its issuer signed, for verifiers that know nothing of selective disclosure. It shows who
 * issued what type of record to whom and where its status is, and of the claims only the digests. Never throws.
 *
 * @returns the compact JWT.
 * @source RFC 7519; Verifiable Credentials Data Model 1.1, section 6.3.1.
 * @example
 * exportVcJwt(record).content; // "eyJ0eXAiOiJKV1QiLCJraWQi…"
 */
export function exportVcJwt(record: OpenedRecord): Exported<string> {
  const visible = Object.keys(resolveDisclosures(record.credential.token.payload, []).claims);
  const hidden = Object.keys(record.claims).filter((claim) => !visible.includes(claim));
  return {
    mediaType: "application/jwt",
    content: record.token,
    signed: true,
    mapped: visible.map((claim) => ({ claim, to: `vc.credentialSubject.${claim}` })),
    unmapped: hidden.map((claim) => ({
      claim,
      why: "the token holds its digest only; an SD-JWT carries the claim too",
    })),
  };
}
