import { describe, expect, it } from "vitest";
import { classOf } from "../../../../scripts/dev/bench/batch/classOf.ts";
import { openJson } from "../../../../scripts/dev/bench/subject/credentialJson.ts";
import { documentsBySize } from "../../../../scripts/dev/bench/subject/documents.ts";
import { readClass } from "../../../../scripts/dev/bench/subject/readClass.ts";

describe("What is issued in the benchmarks", () => {
  it("is a class of any size, every diploma with a number of its own", () => {
    const rows = readClass(classOf(60));
    expect(rows).toHaveLength(60);
    expect(new Set(rows.map(({ award }) => award)).size).toBe(60);
    expect(new Set(rows.map(({ document }) => document.claims.studentId)).size).toBe(60);
  });

  it("has the sizes it is named after", () => {
    const place = { chainId: 31337n, issuer: `0x${"11".repeat(20)}`, holder: `0x${"22".repeat(20)}` };
    const sizes = Object.values(documentsBySize()).map((document) => Buffer.byteLength(openJson(document, place)));
    const [small, middle, large] = sizes as [number, number, number];
    expect(Math.abs(small - 500)).toBeLessThan(60);
    expect(Math.abs(middle - 1500)).toBeLessThan(60);
    expect(Math.abs(large - 4096)).toBeLessThan(100);
  });
});
