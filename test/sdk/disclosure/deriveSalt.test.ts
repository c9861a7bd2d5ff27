import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deriveSalt } from "../../../sdk/disclosure/deriveSalt.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

describe("deriveSalt", () => {
  it("is the first half of HMAC-SHA256 over the JSON pointer", () => {
    const seed = fixedBytes("seed", 16);
    const expected = createHmac("sha256", seed).update("/vc/credentialSubject/a~1b~0c").digest().subarray(0, 16);
    expect(deriveSalt(seed, "a/b~c")).toEqual(new Uint8Array(expected));
    expect(deriveSalt(seed, "a")).not.toEqual(deriveSalt(fixedBytes("another seed", 16), "a"));
  });

  it("refuses a seed of another length", () => {
    expect(() => deriveSalt(new Uint8Array(32), "a")).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });
});
