import type { CommandResult } from "./runCommand.ts";

/** How many checks of a kind passed and failed. */
export interface Counts {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

interface DemoReport {
  readonly ok: boolean;
  readonly scenes: readonly { readonly expected: string; readonly verdict: string }[];
}

/** A step that is one check by itself. */
export function countStep(name: string, ok: boolean): Counts {
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** Counts what `hardhat test solidity` printed: it has no report for machines. */
export function countSolidityTests(result: CommandResult): Counts {
  const count = (word: string): number => Number(new RegExp(`^\\s*(\\d+) ${word}`, "m").exec(result.stdout)?.[1] ?? 0);
  return withoutFalsePeace({ name: "Solidity tests", passed: count("passing"), failed: count("failing") }, result.ok);
}

/** Counts vitest's JSON report; a file that could not even be loaded is one failure. */
export function countVitestTests(reportJson: string, ok: boolean, name = "TypeScript tests"): Counts {
  const { testResults } = JSON.parse(reportJson) as VitestReport;
  const outcomes = testResults.flatMap(({ status, assertionResults }) => {
    const each = assertionResults.map((assertion) => assertion.status);
    return status === "failed" && !each.includes("failed") ? [...each, "failed"] : each;
  });
  const count = (status: string): number => outcomes.filter((outcome) => outcome === status).length;
  return withoutFalsePeace({ name, passed: count("passed"), failed: count("failed") }, ok);
}

/** Counts the scenes of `npm run -s demo -- --json`, whose stdout holds one JSON object and nothing else. */
export function countScenes(result: CommandResult): Counts {
  const name = "demo scenes";
  try {
    const { ok, scenes } = JSON.parse(result.stdout) as DemoReport;
    const passed = scenes.filter(({ expected, verdict }) => verdict === expected).length;
    return withoutFalsePeace({ name, passed, failed: scenes.length - passed }, result.ok && ok);
  } catch {
    return countStep(name, false);
  }
}

/** Adds counts up and writes the last line of a run. */
export function summarize(all: readonly Counts[]): { ok: boolean; line: string } {
  const passed = all.reduce((sum, counts) => sum + counts.passed, 0);
  const failed = all.reduce((sum, counts) => sum + counts.failed, 0);
  return { ok: failed === 0 && passed > 0, line: `${passed} passed, ${failed} failed` };
}

/** A suite that ran nothing, or that ended badly without naming a failure, has failed. */
function withoutFalsePeace(counts: Counts, ok: boolean): Counts {
  const atPeace = counts.failed === 0 && (!ok || counts.passed === 0);
  return atPeace ? { ...counts, failed: 1 } : counts;
}
