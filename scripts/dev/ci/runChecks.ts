import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runCommand } from "./runCommand.ts";
import type { Counts } from "./testCounts.ts";
import { countScenes, countStep, countVitestTests, summarize } from "./testCounts.ts";

// What .ci/run does after the tests: adds lint, types, licences, packages and demo to the counts that the tests left.
const testCounts = join(ROOT, "cache", "test-counts.json");
const counts: Counts[] = existsSync(testCounts)
  ? (JSON.parse(readFileSync(testCounts, "utf8")) as Counts[])
  : [countStep("tests", false)];

const steps = [
  "lint:ts",
  "lint:solidity",
  "lint:format",
  "lint:unused",
  "lint:spelling",
  "typecheck",
  "licences",
  "vectors:check",
];
for (const step of steps) counts.push(countStep(step, (await runCommand(`npm run -s ${step}`)).ok));
counts.push(await testPackages());
counts.push(countScenes(await runCommand("npm run -s demo -- --json")));

process.stdout.write("\n");
for (const { name, passed, failed } of counts) process.stdout.write(`${name}: ${passed} passed, ${failed} failed\n`);
const { ok, line } = summarize(counts);
process.stdout.write(`${line}\n`);
process.exitCode = ok ? 0 : 1;

/** Builds, packs, installs and uses what is published. Without a report nothing was tested: no registry, or no build. */
async function testPackages(): Promise<Counts> {
  const report = join(ROOT, "cache", "package-report.json");
  rmSync(report, { force: true });
  const reporters = `--reporter=default --reporter=json --outputFile.json="${report}"`;
  const { ok } = await runCommand(`npm run -s test:package -- ${reporters}`);
  const name = "package tests";
  return existsSync(report) ? countVitestTests(readFileSync(report, "utf8"), ok, name) : countStep(name, false);
}
