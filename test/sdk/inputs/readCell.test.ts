import { describe, expect, it } from "vitest";
import {
  birthDate,
  isDate,
  matching,
  number,
  pastDate,
  readerFor,
  recordType,
  requiredText,
} from "../../../sdk/inputs/readCell.ts";

const NOW = Date.UTC(2026, 10, 1) / 1000;
const wrong = { expected: expect.stringMatching(/\S/) };

describe("a cell", () => {
  it("may have to hold something, something of a form, or a number of one", () => {
    expect(requiredText("x")).toEqual({ value: "x" });
    expect(requiredText("")).toEqual(wrong);
    const code = matching(/^\d{4}$/, "four digits");
    expect(code("0613", NOW)).toEqual({ value: "0613" });
    expect(code("613", NOW)).toEqual({ expected: "four digits" });
    const level = number(/^[1-8]$/, "a level");
    expect(level("7", NOW)).toEqual({ value: 7 });
    expect(level("9", NOW)).toEqual({ expected: "a level" });
  });

  it("may name a type of record", () => {
    expect(recordType("degree")).toEqual({ value: "degree" });
    for (const text of ["Degree", "", "toString"]) {
      expect(recordType(text)).toEqual({ expected: expect.stringMatching(/degree, certificate/) });
    }
  });
});

describe("a date", () => {
  it.each(["2026-07-01", "2024-02-29", "0001-01-01"])("is %s", (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each(["2026-02-31", "2026-13-01", "2026-7-1", "x2026-07-01", "2026-07-01x", "", "+012026-07-01"])(
    "is not %j",
    (text) => {
      expect(isDate(text)).toBe(false);
      expect(pastDate(text, NOW)).toEqual(wrong);
    },
  );

  it("is past where it is that day or later somewhere on Earth, to the second", () => {
    expect(pastDate("2026-11-01", NOW)).toEqual({ value: "2026-11-01" });
    // 14 hours ahead it is the second from 10 o'clock on.
    expect(pastDate("2026-11-02", NOW + 10 * 3600 - 1)).toEqual({ expected: "a date not after 2026-11-01" });
    expect(pastDate("2026-11-02", NOW + 10 * 3600)).toEqual({ value: "2026-11-02" });
  });
});

describe("a birth", () => {
  it.each(["1985", "1985-01", "1985-12", "1985-12-10", "2026", "2026-11"])("may be %s", (text) => {
    expect(birthDate(text, NOW)).toEqual({ value: text });
  });

  it.each([
    "2027",
    "2026-12",
    "2026-11-02",
    "1985-13",
    "985",
    "x1985",
    "1985x",
    "1985-1",
    "19851",
    "1985-00",
    "1985-05-00",
    "",
  ])("is not %j", (text) => {
    expect(birthDate(text, NOW)).toEqual(wrong);
  });

  it("of which a part is not known is told without that part", () => {
    expect(birthDate("1985-00-00", NOW)).toEqual({ expected: expect.stringMatching(/^1985, /) });
    expect(birthDate("1985-05-00", NOW)).toEqual({ expected: expect.stringMatching(/^1985-05, /) });
  });
});

describe("a year of another calendar", () => {
  it.each([
    ["2569-07-01", "2026"],
    ["2443-01-01", "1900"],
  ])("%s is pointed at", (text, common) => {
    expect(pastDate(text, NOW)).toEqual({ expected: expect.stringMatching(new RegExp(`Buddhist .* ${common}$`)) });
  });

  it.each(["2442-01-01", "2570-07-01", "2031-07-01"])("%s is only too late", (text) => {
    expect(pastDate(text, NOW)).toEqual({ expected: "a date not after 2026-11-01" });
  });
});

describe("a claim of a schema", () => {
  it.each([
    ["a number", { type: "number" }, "-7.25", -7.25],
    ["a whole number", { type: "integer" }, "180", 180],
    ["the most digits there may be", { type: "number" }, "123456789.123456", 123_456_789.123_456],
    ["yes", { type: "boolean" }, "Yes", true],
    ["no", { type: "boolean" }, "no", false],
    ["true", { type: "boolean" }, "TRUE", true],
    ["false", { type: "boolean" }, "false", false],
    ["a list", { type: "array" }, '["a",1]', ["a", 1]],
    ["an object", { type: "object" }, '{"a":1}', { a: 1 }],
    ["a text", { type: "string" }, "true", "true"],
    ["anything else", {}, "1", "1"],
  ] as const)("is read as %s", (_, schema, text, value) => {
    expect(readerFor(schema)(text, NOW)).toEqual({ value });
  });

  it.each([
    ["a number", { type: "number" }, "1e3"],
    ["a number", { type: "number" }, "1234567890"],
    ["a number", { type: "number" }, "1.1234567"],
    ["a number", { type: "number" }, "x1"],
    ["a number", { type: "number" }, "1x"],
    ["a number", { type: "number" }, "1."],
    ["a whole number", { type: "integer" }, "many"],
    ["a truth", { type: "boolean" }, "perhaps"],
    ["a list", { type: "array" }, "a, b"],
    ["an object", { type: "object" }, '{"a":1,"a":2}'],
    ["a text", { type: "string" }, ""],
  ] as const)("%s is not read from what does not fit: %j, %j", (_, schema, text) => {
    expect(readerFor(schema)(text, NOW)).toEqual(wrong);
  });

  it("that is a list says what is to be in it, and that it is JSON", () => {
    const { expected } = readerFor({ type: "array", maxItems: 3 })("a", NOW) as { expected: string };
    expect(expected).toMatch(/^JSON: a list/);
  });
});
