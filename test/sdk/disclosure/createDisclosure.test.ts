import { describe, expect, it } from "vitest";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { decodeDisclosure } from "../../../sdk/disclosure/decodeDisclosure.ts";
import type { JsonValue } from "../../../sdk/json/JsonValue.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const salt = fixedBytes("salt", 16);
const refused = expect.objectContaining({ code: "ERR_DISCLOSURE_FORMAT" });

describe("createDisclosure", () => {
  it("writes what decodeDisclosure reads, for any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as JsonValue;
        if (/"(__proto__|_sd|_sd_alg|\.\.\.)":/.test(JSON.stringify(plain))) return;
        const disclosure = createDisclosure({ salt, name: "awardTitle", value: plain });
        expect(decodeDisclosure(disclosure.encoded)).toEqual(disclosure);
        expect(disclosure).toMatchObject({ salt, name: "awardTitle", value: plain });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    "iss",
    "sub",
    "exp",
    "cnf",
    "id",
    "type",
    "_sd",
    "_sd_alg",
    "...",
    "__proto__",
    "credentialStatus",
    "issuer",
  ])("refuses the claim %s, which is always visible", (name) => {
    expect(() => createDisclosure({ salt, name, value: 1 })).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });

  it("refuses a salt under 16 bytes, and digests inside the value", () => {
    expect(() => createDisclosure({ salt: salt.slice(1), name: "a", value: 1 })).toThrow(refused);
    expect(() => createDisclosure({ salt, name: "a", value: [{ _sd: [] }] })).toThrow(refused);
  });
});
