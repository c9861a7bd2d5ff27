import { describe, expect, it } from "vitest";
import { parseDuration, parseTime } from "../../../../scripts/cli/frame/times.ts";

const usage = (name: string) =>
  expect.objectContaining({ code: "ERR_USAGE", message: expect.stringContaining(`--${name} `) });

describe("a time", () => {
  it.each([
    ["2026-07-01", Date.UTC(2026, 6, 1)],
    ["2024-02-29", Date.UTC(2024, 1, 29)],
    ["2026-07-01T12:30Z", Date.UTC(2026, 6, 1, 12, 30)],
    ["2026-07-01T12:30:59Z", Date.UTC(2026, 6, 1, 12, 30, 59)],
  ])("%s", (text, milliseconds) => {
    expect(parseTime(text, "until")).toBe(milliseconds / 1000);
  });

  it.each([
    ["a day that does not exist", "2026-02-31"],
    ["a month that does not exist", "2026-13-01"],
    ["an hour that does not exist", "2026-07-01T25:00Z"],
    ["a time of no time zone", "2026-07-01T12:30"],
    ["another time zone", "2026-07-01T12:30+02:00"],
    ["a day the other way round", "01/07/2026"],
    ["something before it", "x2026-07-01"],
    ["something behind it", "2026-07-01x"],
    ["a number", "1782864000"],
    ["nothing", ""],
  ])("is not %s", (_, text) => {
    expect(() => parseTime(text, "until")).toThrow(usage("until"));
  });
});

describe("a duration", () => {
  it.each([
    ["0s", 0],
    ["30s", 30],
    ["15m", 900],
    ["12h", 43_200],
    ["30d", 2_592_000],
    ["5y", 157_680_000],
    ["999999s", 999_999],
  ])("%s", (text, seconds) => {
    expect(parseDuration(text, "valid-for")).toBe(seconds);
  });

  it.each(["", "s", "5", "1.5h", "-1d", "1000000s", "5w", "x5d", "5dd", "5 d"])("is not %j", (text) => {
    expect(() => parseDuration(text, "valid-for")).toThrow(usage("valid-for"));
  });
});
