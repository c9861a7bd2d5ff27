import { describe, expect, it } from "vitest";
import { cutText, textWidth } from "../../../../scripts/cli/terminal/textWidth.ts";

describe("textWidth", () => {
  it.each([
    ["", 0],
    ["Thandiwe", 8],
    ["佐藤", 4],
    ["김민준", 6],
    ["Nguyễn", 6],
    ["Nguyễn".normalize("NFD"), 6],
    ["Ó Súilleabháin", 14],
    ["नमस्ते", 3],
    ["ｆｕｌｌ", 8],
    ["👩‍🎓", 2],
    ["🇮🇹", 2],
    ["a\u200Bb", 2],
  ])("of %j is %i", (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe("cutText", () => {
  it.each([
    ["Thandiwe", 8, "Thandiwe"],
    ["Thandiwe", 5, "Than…"],
    ["佐藤明", 5, "佐藤…"],
    ["佐藤明", 4, "佐…"],
    ["佐藤", 1, "…"],
    ["佐藤", 0, ""],
  ])("cuts %j to %i columns", (text, width, cut) => {
    expect(cutText(text, width)).toBe(cut);
    expect(textWidth(cut)).toBeLessThanOrEqual(width);
  });
});
