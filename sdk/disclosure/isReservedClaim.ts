const RESERVED = new Set([
  "@context",
  "_sd",
  "_sd_alg",
  "...",
  "__proto__",
  "aud",
  "cnf",
  "credentialSchema",
  "credentialStatus",
  "credentialSubject",
  "exp",
  "expirationDate",
  "iat",
  "id",
  "iss",
  "issuanceDate",
  "issuer",
  "jti",
  "nbf",
  "proof",
  "sub",
  "type",
  "validFrom",
  "validUntil",
  "vc",
  "vp",
]);

/** Whether a claim of this name must always be visible, so that no disclosure may carry it. */
export function isReservedClaim(name: string): boolean {
  return RESERVED.has(name);
}
