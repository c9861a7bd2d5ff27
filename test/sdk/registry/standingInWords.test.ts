import { describe, expect, it } from "vitest";
import type { Standing } from "../../../sdk/registry/Standing.ts";
import { scopeInWords, standingInWords } from "../../../sdk/registry/standingInWords.ts";

const accredited: Standing = {
  status: "accredited",
  authority: "direct",
  categories: ["higher_education", "vocational"],
  from: 1_700_000_000,
};

describe("where an organization stands, in words", () => {
  it("names the reason of a withdrawal, and of nothing else", () => {
    expect(standingInWords({ status: "withdrawn", reason: "closed" })).toBe("withdrawn (closed)");
    expect(standingInWords({ status: "applied", reason: "lapsed" })).toBe("applied");
    expect(standingInWords(undefined)).toBe("unknown to the registry");
  });

  it("says whom it may issue to, what, and until when", () => {
    expect(scopeInWords(accredited)).toBe("accredited, direct, higher_education + vocational");
    const until = Date.UTC(2027, 0, 1) / 1000;
    expect(scopeInWords({ ...accredited, until })).toMatch(/vocational, until 2027-01-01/);
    expect(scopeInWords(undefined)).toBe("unknown to the registry");
  });
});
