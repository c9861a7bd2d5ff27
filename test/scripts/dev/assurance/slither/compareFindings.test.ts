import { describe, expect, it } from "vitest";
import {
  compareFindings,
  explainedIn,
  findingsOf,
} from "../../../../../scripts/dev/assurance/slither/compareFindings.ts";

const CONTRACT = {
  name: "Council",
  type: "contract",
  type_specific_fields: { parent: { name: "C.sol", type: "source" } },
};
const FUNCTION = { name: "enact", type: "function", type_specific_fields: { parent: CONTRACT } };
const VARIABLE = { name: "i", type: "variable", type_specific_fields: { parent: FUNCTION } };
const REPORT = {
  success: true,
  error: null,
  results: {
    detectors: [
      { check: "timestamp", elements: [FUNCTION] },
      { check: "timestamp", elements: [FUNCTION] },
      { check: "cache-array-length", elements: [VARIABLE] },
    ],
  },
};
const PAGE = "| detector | place | why |\n|---|---|---|\n| `timestamp` | `Council.enact` | a deadline |\n";

describe("the findings of Slither", () => {
  it("are named by detector and place, once", () => {
    expect(findingsOf(REPORT)).toEqual([
      { detector: "cache-array-length", place: "Council.enact.i" },
      { detector: "timestamp", place: "Council.enact" },
    ]);
    expect(findingsOf({ ...REPORT, results: {} })).toEqual([]);
  });

  it("are compared with what the page explains, both ways", () => {
    const explained = explainedIn(PAGE);
    expect(explained).toEqual([{ detector: "timestamp", place: "Council.enact", reason: "a deadline" }]);
    const { fresh, gone } = compareFindings(findingsOf(REPORT), explained);
    expect(fresh).toEqual([{ detector: "cache-array-length", place: "Council.enact.i" }]);
    expect(gone).toEqual([]);
    expect(compareFindings([], explained).gone).toEqual(explained);
  });
});
