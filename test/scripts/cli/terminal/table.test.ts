import { describe, expect, it } from "vitest";
import { table } from "../../../../scripts/cli/terminal/table.ts";
import { textWidth } from "../../../../scripts/cli/terminal/textWidth.ts";

const ROWS = [
  ["name", "award"],
  ["佐藤 明", "Bachelor of Science"],
  ["Ng", "MSc"],
];

describe("table", () => {
  it("aligns columns by what the terminal shows", () => {
    expect(table(ROWS, 80)).toBe("name     award\n佐藤 明  Bachelor of Science\nNg       MSc");
  });

  it("cuts the widest columns to the terminal's width", () => {
    const text = table(ROWS, 20);
    expect(text).toBe("name     award\n佐藤 明  Bachelor o…\nNg       MSc");
    expect(Math.max(...text.split("\n").map(textWidth))).toBe(20);
  });

  it("lets no cell draw on the terminal", () => {
    expect(table([["a\u001B[31m\nb", "c"]], 80)).toBe("a [31m b  c");
  });

  it("takes more rows than a call has arguments", () => {
    expect(table(new Array(150_000).fill(["a"]), 80)).toHaveLength(150_000 * 2 - 1);
  });

  it("takes rows of different lengths, and none", () => {
    expect(table([["a"], ["b", "c"]], 80)).toBe("a\nb  c");
    expect(table([], 80)).toBe("");
  });
});
