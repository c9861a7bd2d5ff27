import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runCommand } from "./runCommand.ts";
import type { Counts } from "./testCounts.ts";
import { countSolidityTests, countStep, countVitestTests, summarize } from "./testCounts.ts";

// `npm test`: builds, runs every test, prints the counts and leaves them for runChecks.ts.
const folder = join(ROOT, "cache");
const report = join(folder, "vitest-report.json");
rmSync(report, { force: true });

const counts: Counts[] = [];
const compiled = await runCommand("hardhat build");
// Warnings of the compiler are errors; they come only when something was compiled.
counts.push(countStep("Solidity build", compiled.ok && !/\bWarning: /.test(compiled.stdout + compiled.stderr)));
const generated = compiled.ok && (await runCommand("node scripts/dev/build/generateContracts.ts")).ok;
counts.push(countStep("types of the contracts", generated));
if (generated) {
  counts.push(countSolidityTests(await runCommand("hardhat test solidity")));
  const { ok } = await runCommand(`vitest run --reporter=default --reporter=json --outputFile.json="${report}"`);
  counts.push(countVitestTests(readFileSync(report, "utf8"), ok));
}

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "test-counts.json"), JSON.stringify(counts));
process.stdout.write("\n");
for (const { name, passed, failed } of counts) process.stdout.write(`${name}: ${passed} passed, ${failed} failed\n`);
const { ok, line } = summarize(counts);
process.stdout.write(`${line}\n`);
process.exitCode = ok ? 0 : 1;
