import { describe, expect, it } from "vitest";
import { openText } from "../../../oracle-service/page/src/messages/Text.ts";
import { figureIn } from "../../../oracle-service/page/src/registry/readMonitoring.ts";
import { segmentsOf } from "../../../oracle-service/page/src/registry/segmentsOf.ts";
import { statusAt, statusWords } from "../../../oracle-service/page/src/registry/standingWords.ts";
import type { Interval } from "../../../sdk/registry/Standing.ts";

const NOW = 1_000;
const interval = (status: Interval["status"], from: number, more: Partial<Interval> = {}): Interval => ({
  status,
  from,
  authority: "direct",
  categories: ["higher_education"],
  evidence: `0x${"00".repeat(32)}`,
  ...more,
});
const shown = (history: readonly Interval[]) =>
  segmentsOf(history, NOW).map(({ status, reason, from, to }) => [status, reason, from, to]);

describe("segmentsOf", () => {
  it("lets each interval hold until the next, and the last until now", () => {
    expect(shown([interval("applied", 100), interval("accredited", 200), interval("suspended", 600)])).toEqual([
      ["applied", undefined, 100, 200],
      ["accredited", undefined, 200, 600],
      ["suspended", undefined, 600, NOW],
    ]);
  });

  it("shows that an interval with an end has lapsed after it, with the reason", () => {
    expect(shown([interval("accredited", 200, { until: 500, reason: "closed" })])).toEqual([
      ["accredited", undefined, 200, 500],
      ["lapsed", "closed", 500, NOW],
    ]);
  });

  it("shows no lapse where the next interval came first, or the end is still to come", () => {
    expect(shown([interval("accredited", 200, { until: 700 }), interval("suspended", 600, { until: 5_000 })])).toEqual([
      ["accredited", undefined, 200, 600],
      ["suspended", undefined, 600, NOW],
    ]);
  });

  it("gives the reason of a withdrawal, and takes a block newer than the clock", () => {
    expect(shown([interval("withdrawn", 300, { reason: "fraud" })])).toEqual([["withdrawn", "fraud", 300, NOW]]);
    expect(shown([interval("applied", NOW + 5)])).toEqual([["applied", undefined, NOW + 5, NOW + 5]]);
    expect(shown([])).toEqual([]);
  });
});

describe("a standing in words", () => {
  it("has lapsed after its last second, not in it", () => {
    const standing = interval("accredited", 200, { until: 500 });
    expect([500, 501].map((time) => statusAt(standing, time))).toEqual(["accredited", "lapsed"]);
  });

  it("names the reason where it ended, once", () => {
    const text = openText("en");
    expect(statusWords(text, "withdrawn", "misconduct")).toBe("Withdrawn (misconduct)");
    expect(statusWords(text, "lapsed", "lapsed")).toBe("Lapsed");
    expect(statusWords(text, "accredited", "lapsed")).toBe("Accredited");
  });
});

describe("figureIn", () => {
  const counts = {
    transactions: 0,
    organizations: 0,
    wallets: 0,
    issued: 0,
    amended: 0,
    suspended: 0,
    reinstated: 0,
    revoked: 0,
    refused: 0,
  };

  it("fills in the days on which nothing happened, up to the index's own day", () => {
    const stats = {
      block: { time: Date.parse("2026-11-05T10:00:00Z") / 1000 },
      total: { ...counts, issued: 9 },
      days: [
        { day: "2026-11-02", ...counts, issued: 3 },
        { day: "2026-11-04", ...counts, issued: 4 },
      ],
    };
    const { total, days } = figureIn(stats, "issued");
    expect(total).toBe(9);
    expect(days.map(({ count }) => count)).toEqual([3, 0, 4, 0]);
    expect(days[0]?.time).toBe(Date.parse("2026-11-02") / 1000);
  });

  it("has no days where nothing was ever counted", () => {
    expect(figureIn({ total: counts, days: [] }, "issued")).toEqual({ name: "issued", total: 0, days: [] });
  });
});
