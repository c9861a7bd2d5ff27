import { keccak256, toUtf8Bytes } from "ethers";
import { describe, expect, it } from "vitest";
import { payloadHash } from "../../../sdk/token/payloadHash.ts";

describe("payloadHash", () => {
  it("is keccak256 of the signing input, whatever the signature", () => {
    expect(payloadHash("aa.bb.cc")).toBe(keccak256(toUtf8Bytes("aa.bb")));
    expect(payloadHash("aa.bb.dd")).toBe(payloadHash("aa.bb.cc"));
    expect(payloadHash("aa.bc.cc")).not.toBe(payloadHash("aa.bb.cc"));
  });

  it.each(["aa.bb", "aa.bb.cc.dd", "aa.bb.cc~", "aa.bb.cc\n", "..", "aa.b=.cc"])("refuses %j", (token) => {
    expect(() => payloadHash(token)).toThrow(expect.objectContaining({ code: "ERR_TOKEN_FORMAT" }));
  });
});
