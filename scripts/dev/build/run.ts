// node -C cscss-source scripts/dev/build/run.ts [--fresh | --fresh-tests] [--here] PROGRAM [arguments]
// Runs a program of this repository from its sources, after building what it needs and what is missing. With --fresh the
// contracts are compiled anew where they changed, with --fresh-tests the Solidity tests and their harnesses too; with --here
// it works in the folder in which `npm run` was typed.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../ci/runCommand.ts";
import { buildContracts, isGenerated } from "./buildContracts.ts";
import { buildPage, PAGE } from "./buildPage.ts";

const words = process.argv.slice(2);
const program = words.findIndex((word) => !word.startsWith("--"));
const options = words.slice(0, program);
const file = resolve(ROOT, words[program] ?? "");
const unknown = options.find((option) => !["--fresh", "--fresh-tests", "--here"].includes(option));
if (program < 0 || unknown !== undefined)
  throw new RangeError(`run.ts: ${unknown ?? "the program"} is not understood.`);

const tests = options.includes("--fresh-tests");
if (tests || options.includes("--fresh") || !isGenerated()) await buildContracts({ tests });
// `cscss up` serves the page.
if (file === join(ROOT, "scripts", "cli", "cscss.ts") && !existsSync(join(PAGE, "index.html"))) await buildPage(PAGE);

// npm runs scripts in the root and says in INIT_CWD where it was called; paths are relative to where the person stands.
if (options.includes("--here") && process.env.INIT_CWD !== undefined) process.chdir(process.env.INIT_CWD);
// In this very process: signals and exit codes are the program's own.
process.argv.splice(1, 2 + options.length, file);
await import(file);
