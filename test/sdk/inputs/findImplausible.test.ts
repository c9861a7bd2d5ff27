import { describe, expect, it } from "vitest";
import { findImplausible, findImplausibleDates } from "../../../sdk/inputs/findImplausible.ts";

describe("findImplausible", () => {
  it.each([
    "Müller",
    "CAFÉ”",
    "« CAFÉ »",
    "O'Neill",
    "AT&T Institute; Boston",
    "R&D",
    "Γιώργος",
    "Łódź",
    "علی\u200cزاده",
    "क्\u200dष",
    "王小明",
    "２０２６年度",
    "#1 in class",
    "1E5",
    "C# and F#",
  ])("has nothing against %j", (text) => expect(findImplausible(text)).toBeUndefined());

  it.each([
    ["SÃ©bastien", "decoded-twice", "Sébastien"],
    ["O&#39;Neill", "html-entity", undefined],
    ["Arts &amp; Crafts", "html-entity", undefined],
    ["#REF!", "spreadsheet-error", undefined],
    ["########", "spreadsheet-error", undefined],
    ["Ada\u200b", "hidden-character", "Ada"],
    ["\u202eadA", "hidden-character", "adA"],
    ["A\u0000da", "hidden-character", "Ada"],
    ["ＡＤＡ", "full-width", "ADA"],
  ])("points at %j as %s", (text, kind, meant) => {
    expect(findImplausible(text)).toEqual(meant === undefined ? { kind } : { kind, meant });
  });

  it.each(["Łukasz Żółć", "Иван Петрович", "王小明", "Σοφία", "דוד", "Nguyễn Thị Ánh", "Zoë"])(
    "knows %s when its UTF-8 was read as Windows-1252",
    (meant) => {
      const shown = new TextDecoder("windows-1252").decode(new TextEncoder().encode(meant));
      expect(findImplausible(shown)).toEqual({ kind: "decoded-twice", meant });
    },
  );

  it.each([
    ["2.02611E+12", "spoilt-number"],
    ["1,2E+16", "spoilt-number"],
    ["'0012345", "apostrophe"],
    ["’0012345", "apostrophe"],
  ])("wants all digits of a number: %s", (text, kind) => {
    expect(findImplausible(text, true)).toMatchObject({ kind });
    expect(findImplausible(text)).toBeUndefined();
  });
});

describe("findImplausibleDates", () => {
  it.each<[string | undefined, string, string[]]>([
    ["2001-06-24", "2026-10-04", []],
    ["1998", "2026-10-04", []],
    [undefined, "2026-10-04", []],
    ["1906-01-01", "2026-10-04", []],
    ["1905-12-31", "2026-10-04", ["old-birth"]],
    ["0001-01-01", "2026-10-04", ["old-birth"]],
    ["2026-11-01", "2026-10-04", ["young-graduate"]],
    ["2022-01", "2026-10-04", ["young-graduate"]],
  ])("of a birth %s and an award %s", (born, awarded, kinds) => {
    expect(findImplausibleDates(born, awarded)).toEqual(kinds);
  });
});
