import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../sdk/json/canonicalJson.ts";
import type { JsonValue } from "../../../sdk/json/JsonValue.ts";
import { parseJsonStrict } from "../../../sdk/json/parseJsonStrict.ts";
import fc from "../../fixtures/fastCheck.ts";

const refused = expect.objectContaining({ code: "ERR_JSON" });

describe("canonicalJson", () => {
  it("writes the example of RFC 8785, section 3.2.2", () => {
    const value = parseJsonStrict(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("sorts names by UTF-16 units, as section 3.2.3 shows", () => {
    const names = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const sorted = parseJsonStrict(canonicalJson(Object.fromEntries(names.map((name) => [name, 0]))));
    const written = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(sorted as object).sort()).toEqual([
      "\r",
      "1",
      "\u0080",
      "\u00f6",
      "\u20ac",
      "\ud83d\ude00",
      "\ufb33",
    ]);
    const positions = ["\\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"].map((name) =>
      written.indexOf(`"${name}"`),
    );
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it("does not depend on the order of members and keeps the value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        if (/"__proto__":/.test(text)) return;
        const parsed = JSON.parse(text) as JsonValue;
        const reversed = JSON.parse(text, (_key, inner: unknown) => {
          const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
          return isObject ? Object.fromEntries(Object.entries(inner).reverse()) : inner;
        }) as JsonValue;
        expect(canonicalJson(reversed)).toBe(canonicalJson(parsed));
        expect(JSON.parse(canonicalJson(parsed))).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["NaN", Number.NaN],
    ["Infinity", [Number.POSITIVE_INFINITY]],
    ["half of a surrogate pair", { a: "\ud800" }],
    ["half of a surrogate pair in a name", { "\ud800": 1 }],
    ["undefined", { a: undefined }],
    ["a bigint", [1n]],
  ])("refuses %s", (_what, value) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(refused);
  });

  it("refuses a value deeper than 32 levels", () => {
    let value: JsonValue = 1;
    for (let level = 0; level < 33; level++) value = [value];
    expect(() => canonicalJson(value)).toThrow(refused);
  });
});
