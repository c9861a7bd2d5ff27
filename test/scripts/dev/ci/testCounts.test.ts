import { describe, expect, it } from "vitest";
import {
  countScenes,
  countSolidityTests,
  countStep,
  countVitestTests,
  summarize,
} from "../../../../scripts/dev/ci/testCounts.ts";

const printed = (stdout: string, ok = true) => ({ ok, stdout, stderr: "" });
const vitestReport = (...files: { status: string; tests: string[] }[]): string =>
  JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((outcome) => ({ status: outcome })),
    })),
  });

describe("countSolidityTests", () => {
  it("reads what Hardhat prints", () => {
    expect(countSolidityTests(printed("\n  12 passing\n  2 failing\n", false))).toMatchObject({
      passed: 12,
      failed: 2,
    });
    expect(countSolidityTests(printed("\n  12 passing\n"))).toMatchObject({ passed: 12, failed: 0 });
  });

  it("fails a run of no tests, and one that ended badly without naming a failure", () => {
    expect(countSolidityTests(printed("\n  0 passing\n"))).toMatchObject({ passed: 0, failed: 1 });
    expect(countSolidityTests(printed("12 passing\n", false))).toMatchObject({ passed: 12, failed: 1 });
    expect(countSolidityTests(printed("", false))).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("countVitestTests", () => {
  it("counts passed and failed tests, and neither for skipped ones", () => {
    const report = vitestReport(
      { status: "passed", tests: ["passed", "pending"] },
      { status: "failed", tests: ["passed", "failed", "failed"] },
    );
    expect(countVitestTests(report, false)).toMatchObject({ passed: 2, failed: 2 });
  });

  it("counts a file that could not be loaded as one failure", () => {
    const report = vitestReport({ status: "failed", tests: [] }, { status: "passed", tests: ["passed"] });
    expect(countVitestTests(report, false)).toMatchObject({ passed: 1, failed: 1 });
  });

  it("fails a run of no tests, and one with an error outside the tests", () => {
    expect(countVitestTests(vitestReport(), true)).toMatchObject({ passed: 0, failed: 1 });
    const report = vitestReport({ status: "passed", tests: ["passed"] });
    expect(countVitestTests(report, false)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe("countScenes", () => {
  const good = { name: "a scene", expected: "invalid", verdict: "invalid", code: "ERR_REVOKED" };

  it("counts each scene", () => {
    const stdout = JSON.stringify({ ok: false, scenes: [good, { ...good, verdict: "valid" }, good] });
    expect(countScenes(printed(stdout, false))).toMatchObject({ passed: 2, failed: 1 });
  });

  it("fails where the demo is not well although its scenes are, or printed more than JSON", () => {
    const scenes = [good];
    expect(countScenes(printed(JSON.stringify({ ok: false, scenes })))).toMatchObject({ failed: 1 });
    expect(countScenes(printed(JSON.stringify({ ok: true, scenes }), false))).toMatchObject({ failed: 1 });
    expect(countScenes(printed(JSON.stringify({ ok: true, scenes: [] })))).toMatchObject({ failed: 1 });
    expect(countScenes(printed(`Compiled\n${JSON.stringify({ ok: true, scenes })}`))).toMatchObject({ failed: 1 });
  });
});

describe("summarize", () => {
  it("adds up, and is never well without a single passed check", () => {
    expect(summarize([countStep("a", true), countStep("b", false)])).toEqual({ ok: false, line: "1 passed, 1 failed" });
    expect(summarize([countStep("a", true)])).toEqual({ ok: true, line: "1 passed, 0 failed" });
    expect(summarize([])).toEqual({ ok: false, line: "0 passed, 0 failed" });
  });
});
