import { describe, expect, it } from "vitest";
import type { RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { validateClaims } from "../../../sdk/credential/validateClaims.ts";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";
import { templateCsv } from "../../../sdk/inputs/templateCsv.ts";

const NOW = Date.UTC(2026, 10, 1) / 1000;
const TYPES = Object.keys(RECORD_TYPES) as RecordTypeName[];

describe("templateCsv", () => {
  it.each(TYPES)("has the columns of a %s, with a sample that could be issued", (recordType) => {
    for (const all of [false, true]) {
      const text = templateCsv({ recordType, sample: true, all });
      const { rows, problems } = readGraduates(Buffer.from(text), { now: NOW });
      expect(problems).toEqual([]);
      expect(rows).toHaveLength(1);
      for (const { recordType: type, claims } of rows) {
        expect(type).toBe(recordType);
        validateClaims(type, claims, { category: RECORD_TYPES[type].categories[0]! });
      }
    }
  });

  it("can be empty but for the columns, which are the sample's", () => {
    const empty = templateCsv({ recordType: "degree", sample: false });
    expect(templateCsv({ recordType: "degree", sample: true }).startsWith(empty)).toBe(true);
    expect(empty.split("\r\n")).toHaveLength(2);
  });
});
