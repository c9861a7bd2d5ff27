import { describe, expect, it } from "vitest";
import { deriveAccessKey, recordIdOf } from "../../../sdk/credential/accessKey.ts";
import { findAttempt } from "../../../sdk/issuing/attempts.ts";
import { fixedAddress, fixedBytes } from "../../fixtures/makeCredential.ts";

const organization = fixedAddress("university");
const issuer = { recordSecret: fixedBytes("record secret", 32), chainId: 1n, organization };
const place = { wallet: fixedAddress("wallet"), award: "2026/1" };

function recordId(attempt: number, award = place.award): string {
  return recordIdOf(deriveAccessKey(issuer.recordSecret, { chainId: 1n, wallet: place.wallet, award, attempt }));
}

/** A wallet with so many records of an issuer. */
function walletWith(count: number, by = organization) {
  return Array.from({ length: count }, () => ({ issuer: by }));
}

describe("findAttempt", () => {
  it.each([0, 1, 7, 8, 9, 40])("knows attempt %i", (attempt) => {
    expect(findAttempt(issuer, place, recordId(attempt), walletWith(attempt + 1))).toBe(attempt);
  });

  it("ends where every record of the issuer's was one attempt", () => {
    expect(findAttempt(issuer, place, recordId(3), walletWith(3))).toBeUndefined();
    expect(findAttempt(issuer, place, recordId(3), [...walletWith(3), ...walletWith(9, place.wallet)])).toBeUndefined();
  });

  it("does not take another award's record for this one's", () => {
    expect(findAttempt(issuer, place, recordId(0, "2026/2"), walletWith(200))).toBeUndefined();
  });
});
