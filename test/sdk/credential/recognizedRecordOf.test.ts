import { describe, expect, it } from "vitest";
import { recognizedRecordOf } from "../../../sdk/credential/recognizedRecordOf.ts";
import { validateClaims } from "../../../sdk/credential/validateClaims.ts";
import { payloadHash } from "../../../sdk/token/payloadHash.ts";
import { openedOffline, prepareOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

describe("recognizedRecordOf", () => {
  it("names the very version of the record that a statement is about", async () => {
    const { token, credential } = await openedOffline("degree", RECORD_CLAIMS.degree);
    const recognizedRecord = recognizedRecordOf(token);
    expect(recognizedRecord).toEqual({
      issuer: credential.issuer.did,
      recordId: credential.recordId,
      payloadHash: payloadHash(token),
    });
    const claims = { ...RECORD_CLAIMS.recognition_statement, recognizedRecord };
    expect(() => validateClaims("recognition_statement", claims)).not.toThrow();
    const statement = await openedOffline("recognition_statement", claims);
    expect(statement.claims.recognizedRecord).toEqual(recognizedRecordOf(token));
  });

  it("tells an amended record from the one that was recognised", async () => {
    const first = await prepareOffline("degree", RECORD_CLAIMS.degree, { profile: 1 });
    const amended = await prepareOffline("degree", RECORD_CLAIMS.degree, { profile: 1, sequence: 2 });
    const [one, other] = [first, amended].map(({ claimFile }) => recognizedRecordOf(claimFile.token ?? ""));
    expect(one?.recordId).toBe(other?.recordId);
    expect(one?.payloadHash).not.toBe(other?.payloadHash);
  });
});
