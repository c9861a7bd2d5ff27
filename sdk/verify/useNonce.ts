import type { Expectation } from "./Facts.ts";
import { failed } from "./judgement.ts";
import type { NonceStore } from "./NonceStore.ts";
import type { Check, Verification } from "./Verification.ts";

/**
 * Uses up the nonce of an answer that passed. Done last, and only when everything passed: neither a failing node nor what
 * somebody else sends may cost the holder the answer.
 */
export async function useNonce(
  verification: Verification,
  expected: Expectation,
  nonces: NonceStore,
): Promise<Verification> {
  if (verification.verdict !== "valid" || expected.kind === "standing") return verification;
  if (await nonces.use(expected.request.nonce, expected.request.expires)) return verification;
  const used = failed("ERR_NONCE_USED", "This request was answered before; every request takes one answer.");
  const reason: Check = { id: "holder-binding", ...used };
  const checks = verification.checks.map((check) => (check.id === reason.id ? reason : check));
  return { ...verification, verdict: "invalid", reason, checks };
}
