// npm run slither: static analysis of the contracts. Exits 1 for a finding that docs/assurance/SLITHER.md does not explain, or
// explains needlessly; 3 where Slither cannot be had.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { NOT_RUN, pythonTool } from "./pythonTools.ts";
import type { SlitherReport } from "./slither/compareFindings.ts";
import { compareFindings, explainedIn, findingsOf } from "./slither/compareFindings.ts";
import { COMPILER_VERSION, compilerSettings, contractSources, importFile, ROOT } from "./solidity/contractSources.ts";
import { compileInput } from "./solidity/syntaxTree.ts";

const FOLDER = join(ROOT, "cache", "slither");
const REPORT = join(FOLDER, "report.json");
const PAGE = join(ROOT, "docs", "assurance", "SLITHER.md");

const slither = pythonTool("slither");
if (slither === undefined) {
  process.stdout.write("Slither could not run: it is not installed here, and could not be. Nothing was checked.\n");
  process.exitCode = NOT_RUN;
} else {
  const found = findingsOf(analyse(slither));
  const explained = explainedIn(readFileSync(PAGE, "utf8"));
  const { fresh, gone } = compareFindings(found, explained);
  for (const { detector, place } of fresh) process.stdout.write(`not explained: ${detector} at ${place}\n`);
  for (const { detector, place } of gone) process.stdout.write(`no longer found: ${detector} at ${place}\n`);
  process.stdout.write(`${found.length} findings, ${explained.length} explained, ${fresh.length} new\n`);
  process.exitCode = fresh.length + gone.length === 0 && found.length > 0 ? 0 : 1;
}

/** Runs Slither in a folder that looks like a Hardhat project built by our own compiler, which it cannot start itself. */
function analyse(program: string): SlitherReport {
  const selected = ["bytecode", "deployedBytecode"].flatMap((code) => [`evm.${code}.object`, `evm.${code}.sourceMap`]);
  const input = {
    language: "Solidity",
    sources: contractSources(),
    settings: { ...compilerSettings(), outputSelection: { "*": { "": ["ast"], "*": ["abi", ...selected] } } },
  };
  const project = join(FOLDER, "project");
  const buildInfo = join(project, "artifacts", "build-info", "contracts.json");
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(dirname(buildInfo), { recursive: true });
  writeFileSync(
    buildInfo,
    JSON.stringify({ solcVersion: COMPILER_VERSION, input, output: compileInput(input, importFile) }),
  );
  writeFileSync(join(project, "hardhat.config.js"), "");
  for (const folder of ["contracts", "node_modules"]) symlinkSync(join(ROOT, folder), join(project, folder));

  // Only the tools of its own environment: it would ask an npx for Hardhat's paths.
  const env = { PATH: dirname(program), HOME: FOLDER };
  const args = [".", "--hardhat-ignore-compile", "--npx-disable", "--filter-paths", "node_modules", "--json", REPORT];
  const { stderr, error } = spawnSync(program, args, { cwd: project, env, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error !== undefined) throw error;
  // It exits with the number of findings, so only the report says whether it ran.
  const report = JSON.parse(readFileSync(REPORT, "utf8")) as SlitherReport;
  if (!report.success) throw new CscssError("ERR_BUILD", `Slither failed: ${report.error ?? stderr}`);
  return report;
}
