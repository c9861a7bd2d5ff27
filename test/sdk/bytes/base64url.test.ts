import { describe, expect, it } from "vitest";
import { decodeBase64url, encodeBase64url } from "../../../sdk/bytes/base64url.ts";
import fc from "../../fixtures/fastCheck.ts";

const refused = expect.objectContaining({ code: "ERR_ENCODING" });

describe("base64url", () => {
  it("writes what Node writes and reads it back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(decodeBase64url(text)).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it("reads only the one text each byte string has", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."AZaz09-_=+/ \n"), maxLength: 12 }), (text) => {
        let decoded: Uint8Array | undefined;
        try {
          decoded = decodeBase64url(text);
        } catch (error) {
          expect(error).toEqual(refused);
        }
        if (decoded !== undefined) expect(encodeBase64url(decoded)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["padding", "QQ=="],
    ["white space", "QUJD\n"],
    ["the other alphabet", "-_+/"],
    ["bits left over in two characters", "QR"],
    ["bits left over in three characters", "QUJ"],
    ["a single character", "Q"],
    ["a character beyond ASCII", "QUJć"],
  ])("refuses %s", (_what, text) => {
    expect(() => decodeBase64url(text)).toThrow(refused);
  });
});
