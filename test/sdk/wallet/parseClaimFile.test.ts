import { describe, expect, it } from "vitest";
import { parseClaimFile } from "../../../sdk/wallet/parseClaimFile.ts";
import { fixedAddress } from "../../fixtures/makeCredential.ts";

const CLAIM_FILE = {
  type: "CscssMeClaimFile",
  version: 1,
  chainId: 31_337,
  issuer: fixedAddress("university"),
  wallet: fixedAddress("wallet"),
  recordId: `0x${"0a".repeat(16)}`,
  sequence: 1,
  disclosures: ["WyJh"],
};

describe("parseClaimFile", () => {
  it("reads a claim file, with a token and without", () => {
    expect(parseClaimFile(JSON.stringify(CLAIM_FILE))).toEqual(CLAIM_FILE);
    const whole = { ...CLAIM_FILE, token: "a.b.c" };
    expect(parseClaimFile(JSON.stringify(whole))).toEqual(whole);
  });

  it.each([
    ["an unknown member", { ...CLAIM_FILE, owner: fixedAddress("graduate") }],
    ["a record id of another length", { ...CLAIM_FILE, recordId: "0x0a" }],
    ["a disclosure that is no base64url", { ...CLAIM_FILE, disclosures: ["a~b"] }],
    ["a sequence of 0", { ...CLAIM_FILE, sequence: 0 }],
  ])("refuses %s", (_, value) => {
    expect(() => parseClaimFile(JSON.stringify(value))).toThrow(expect.objectContaining({ code: "ERR_CLAIM_FILE" }));
  });

  it("refuses what is no JSON", () => {
    expect(() => parseClaimFile("{")).toThrow(expect.objectContaining({ code: "ERR_JSON" }));
  });
});
