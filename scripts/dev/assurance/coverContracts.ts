// npm run coverage:contracts: runs every contract test against instrumented contracts; exits 1 below 100 % of lines and
// branches. A branch is an outcome of a condition: each `if`, `?:`, loop and operand of && and || must come out both ways.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../ci/runCommand.ts";
import { FOLDER, HITS, POINTS, ROOT } from "./instrumented/files.ts";
import type { Exception, FileCoverage, Share, SourcePoints } from "./instrumented/measure.ts";
import { measure } from "./instrumented/measure.ts";

const EXCEPTIONS = join(ROOT, "test", "contracts", "coverage-exceptions.json");
const HERE = "scripts/dev/assurance/instrumented";
/** Where Hardhat leaves what the Solidity tests reached. */
const SOLIDITY_HITS = join(ROOT, "coverage", "data", "solidity");

if (!process.argv.includes("--report-only")) {
  for (const folder of [FOLDER, SOLIDITY_HITS]) rmSync(folder, { recursive: true, force: true });
  const solidity = await runCommand(`hardhat --config ${HERE}/hardhat.config.ts test solidity --coverage`);
  const typescript = await runCommand(`vitest run --config ${HERE}/vitest.config.ts`);
  // Reporting costs gas, so tests of gas may fail here; that all tests pass is for npm test to show.
  if (!solidity.ok || !typescript.ok) process.stdout.write("Some tests failed on the instrumented contracts.\n");
}

const exceptions = JSON.parse(readFileSync(EXCEPTIONS, "utf8")) as readonly Exception[];
const { files, idle } = measure(readPoints(), readHits(), exceptions);
const widest = Math.max(...files.map(({ file }) => file.length));
process.stdout.write(`\n${"".padEnd(widest)}  ${"lines".padStart(16)}  ${"branches".padStart(16)}\n`);
for (const coverage of files) printRow(coverage.file, coverage.lines, coverage.branches);
printRow("all", sum("lines"), sum("branches"));
for (const { file, missing } of files)
  for (const what of missing) process.stdout.write(`not reached: ${file}:${what}\n`);
for (const { file, text } of idle) process.stdout.write(`needless exception: ${file}: ${text}\n`);
process.exitCode = idle.length === 0 && files.length > 0 && files.every(({ missing }) => missing.length === 0) ? 0 : 1;

function readPoints(): SourcePoints[] {
  return readdirSync(POINTS).map((file) => JSON.parse(readFileSync(join(POINTS, file), "utf8")) as SourcePoints);
}

function readHits(): Set<string> {
  const texts = (folder: string): string[] =>
    existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8")) : [];
  return new Set([
    ...texts(HITS).flatMap((text) => text.trim().split("\n")),
    ...texts(SOLIDITY_HITS).flatMap((text) => Object.keys(JSON.parse(text) as object)),
  ]);
}

function sum(what: "lines" | "branches"): Share {
  const add = (pick: (share: Share) => number): number =>
    files.reduce((total, coverage: FileCoverage) => total + pick(coverage[what]), 0);
  return { hit: add(({ hit }) => hit), all: add(({ all }) => all) };
}

function printRow(name: string, ...shares: readonly Share[]): void {
  const cells = shares.map(({ hit, all }) => {
    const percent = all === 0 ? "–" : `${((100 * hit) / all).toFixed(1)} %`;
    return `${percent.padStart(8)}${`${hit}/${all}`.padStart(8)}`;
  });
  process.stdout.write(`${name.padEnd(widest)}  ${cells.join("  ")}\n`);
}
