import { describe, expect, it } from "vitest";
import { parseJsonStrict } from "../../../sdk/json/parseJsonStrict.ts";
import fc from "../../fixtures/fastCheck.ts";

const refused = expect.objectContaining({ code: "ERR_JSON" });

describe("parseJsonStrict", () => {
  it("reads every JSON value as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 1, "\t"), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        if (/"__proto__":/.test(text)) return;
        expect(parseJsonStrict(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it("refuses whatever JSON.parse refuses", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0123eE+-.\\utrfals n'), maxLength: 16 }), (text) => {
        let ours: unknown = refused;
        try {
          ours = parseJsonStrict(text);
        } catch (error) {
          expect(error).toEqual(refused);
          return;
        }
        expect(ours).toEqual(JSON.parse(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("reads escapes and astral characters", () => {
    expect(parseJsonStrict(String.raw`"\"\\\/\b\f\n\r\t\u00e9\ud83c\udf93"`)).toBe('"\\/\b\f\n\r\té🎓');
    expect(parseJsonStrict('"🎓"')).toBe("🎓");
  });

  it("keeps names that every object inherits as members of their own", () => {
    const object = parseJsonStrict('{"constructor":1,"toString":2}') as object;
    expect(Object.entries(object)).toEqual([
      ["constructor", 1],
      ["toString", 2],
    ]);
  });

  it.each([
    ["the same name twice", '{"a":1,"a":1}'],
    ["the same name twice, once escaped", '{"a":1,"\\u0061":2}'],
    ["the same name twice, deep inside", '[{"x":{"a":1,"b":2,"a":3}}]'],
    ["__proto__", '{"__proto__":{}}'],
    ["__proto__ escaped", '{"__pr\\u006fto__":{}}'],
    ["a number beyond double", "1e400"],
    ["a negative number beyond double", "[-1e400]"],
    ["NaN", "NaN"],
    ["a leading zero", "01"],
    ["a leading plus", "+1"],
    ["hexadecimal", "0x10"],
    ["a bare point", "1."],
    ["half of a surrogate pair", '"\ud83c"'],
    ["half of a surrogate pair, escaped", '"\\ud83c"'],
    ["half of a surrogate pair in a name", '{"\\udf93":1}'],
    ["a pair written half raw, half escaped", '"\ud83c\\udf93"'],
    ["a second value", "{} {}"],
    ["a trailing comma", "[1,]"],
    ["a comment", "[1/**/]"],
    ["single quotes", "{'a':1}"],
    ["a control character in a string", '"\n"'],
    ["a byte order mark", "\ufeff{}"],
    ["another white space", "[\u00a01]"],
    ["nothing", ""],
    ["a string without its end", '"abc'],
    ["an escape without its end", '"\\u00'],
    ["an unknown escape", '"\\x41"'],
    ["an escape at the end", '"\\'],
  ])("refuses %s", (_what, text) => {
    expect(() => parseJsonStrict(text)).toThrow(refused);
  });

  it("allows 32 levels and refuses the 33rd", () => {
    expect(() => parseJsonStrict(`${"[".repeat(32)}${"]".repeat(32)}`)).not.toThrow();
    expect(() => parseJsonStrict(`${"[".repeat(33)}${"]".repeat(33)}`)).toThrow(refused);
  });

  it("refuses 20,000 levels without running out of stack", () => {
    expect(() => parseJsonStrict('{"a":['.repeat(10_000))).toThrow(refused);
    expect(() => parseJsonStrict("[".repeat(20_000))).toThrow(refused);
  });

  it("refuses a text over its limit before it reads it", () => {
    expect(() => parseJsonStrict(`"${"a".repeat(65_535)}"`)).toThrow(refused);
    expect(parseJsonStrict(`"${"a".repeat(65_534)}"`)).toHaveLength(65_534);
    expect(() => parseJsonStrict("[1]", { maxLength: 2 })).toThrow(refused);
    expect(() => parseJsonStrict("[[1]]", { maxDepth: 1 })).toThrow(refused);
    // Values, names and escapes.
    for (const text of ["[1,2]", '{"a":1}', '["\\n"]']) {
      expect(parseJsonStrict(text, { maxParts: 3 })).toEqual(JSON.parse(text));
      expect(() => parseJsonStrict(text, { maxParts: 2 })).toThrow(refused);
    }
  });

  it("says where it stopped", () => {
    expect(() => parseJsonStrict('{"a":1,"a":2}')).toThrow(
      expect.objectContaining({ details: { position: 10, problem: "has the same member twice in one object" } }),
    );
  });
});
