import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runCommand } from "./runCommand.ts";
import type { Counts } from "./testCounts.ts";
import { countScenes, countStep, summarize } from "./testCounts.ts";

// What .ci/run does after the tests: adds lint, types, build and demo to the counts that the tests left.
const testCounts = join(ROOT, "cache", "test-counts.json");
const counts: Counts[] = existsSync(testCounts)
  ? (JSON.parse(readFileSync(testCounts, "utf8")) as Counts[])
  : [countStep("tests", false)];

const steps = [
  "lint:ts",
  "lint:solidity",
  "lint:format",
  "lint:unused",
  "typecheck",
  "build:packages",
  "vectors:check",
];
for (const step of steps) counts.push(countStep(step, (await runCommand(`npm run -s ${step}`)).ok));
counts.push(countScenes(await runCommand("npm run -s demo -- --json")));

process.stdout.write("\n");
for (const { name, passed, failed } of counts) process.stdout.write(`${name}: ${passed} passed, ${failed} failed\n`);
const { ok, line } = summarize(counts);
process.stdout.write(`${line}\n`);
process.exitCode = ok ? 0 : 1;
