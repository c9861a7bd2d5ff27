import { describe, expect, it } from "vitest";
import { formatCell, formatReport } from "../../../../scripts/dev/bench/harness/formatReport.ts";
import { judgeTargets, TARGETS } from "../../../../scripts/dev/bench/harness/targets.ts";

describe("formatReport", () => {
  it("puts numbers to the right, ratios first, and a dash where nothing was measured", () => {
    const columns = [
      { header: "ratio", unit: "ratio" },
      { header: "what", unit: "text" },
      { header: "gas", unit: "count" },
    ] as const;
    const rows = [
      [0.2145, "ours", 250_817.4],
      [undefined, "theirs, 佐藤", 9],
    ];
    expect(formatReport({ title: "Title", columns, rows, notes: ["A note."] }, 80)).toBe(
      [
        "Title",
        "ratio  what              gas",
        "0.21×  ours          250,817",
        "    –  theirs, 佐藤        9",
        "  A note.",
      ].join("\n"),
    );
  });

  it("writes each unit with the digits that mean something", () => {
    expect(formatCell(0.049, "ratio")).toBe("0.05×");
    expect(formatCell(0.0008, "ratio")).toBe("0.0008×");
    expect(formatCell(13.26, "ratio")).toBe("13.3×");
    expect(formatCell(0.0492, "ms")).toBe("0.049 ms");
    expect(formatCell(120.4, "ms")).toBe("120 ms");
    expect(formatCell(14.42, "rate")).toBe("14.4/s");
    expect(formatCell(707.3, "megabytes")).toBe("707 MB");
    expect(formatCell(undefined, "count")).toBe("–");
  });
});

describe("judgeTargets", () => {
  const verdictOf = (what: string, figures: Record<string, number>) => {
    const row = judgeTargets(figures).rows.find(([, , , name]) => String(name).startsWith(what));
    return row?.slice(0, 3);
  };

  it("says what was reached, what not, and what was not measured", () => {
    expect(verdictOf("revoke", { "gas.revoke.1.5 KB": 0.3 })).toEqual([0.3, "≤ 0.3×", "reached"]);
    expect(verdictOf("revoke", { "gas.revoke.1.5 KB": 0.31 })).toEqual([0.31, "≤ 0.3×", "not reached"]);
    expect(verdictOf("diplomas in a block", { "gas.block": 4.4 })).toEqual([4.4, "≥ 4.5×", "not reached"]);
    expect(verdictOf("diplomas in a block", { "gas.block": 5 })).toEqual([5, "≥ 4.5×", "reached"]);
    expect(verdictOf("revoke", {})).toEqual([undefined, "≤ 0.3×", "not measured"]);
  });

  it("lets the worst of several figures count", () => {
    const figures = { "bytes.profile2.reference": 0.2, "bytes.profile3.reference": 0.6 };
    expect(verdictOf("sealed bytes", figures)).toEqual([0.6, "≤ 0.5×", "not reached"]);
  });

  it("lists every target, whatever was measured", () => {
    expect(judgeTargets({}).rows).toHaveLength(TARGETS.length);
  });
});
