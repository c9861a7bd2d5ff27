import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { contractSources, ROOT } from "../solidity/contractSources.ts";
import type { Codes } from "./compileMutant.ts";
import { compileMutant, compileReaching } from "./compileMutant.ts";
import type { Mutant } from "./mutantsOf.ts";
import { mutate } from "./mutantsOf.ts";
import { testsOf } from "./testsOf.ts";

/** killed: a test failed. survived: none did. invalid: no such program. equal: not a byte of code changed. */
export type Outcome = "killed" | "survived" | "invalid" | "equal";

/** What became of a mutant; `by` is the first test that failed. */
export interface Result extends Mutant {
  readonly outcome: Outcome;
  readonly by: string;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const HERE = "scripts/dev/assurance/mutation";
const FOLDER = join(ROOT, "cache", "mutation");
/** The same tests run on a second kind of chain, which no change of a contract can tell from the first. */
const ONE_CHAIN = "^(?!.* on berlin)";
/** Far more than any test file takes: who is still running then runs in circles. */
const LIMIT_MS = 900_000;

/** Compiles a mutant and runs tests until one fails: those of its own part, all others in TypeScript, those in Solidity. */
export async function tryMutant(mutant: Mutant): Promise<Result> {
  const sources = contractSources();
  const codes = compileMutant(sources, mutant);
  if (codes === undefined) return { ...mutant, outcome: "invalid", by: "" };
  const original = compileReaching(sources, mutant.file) ?? {};
  if (Object.entries(codes).every(([name, code]) => original[name] === code))
    return { ...mutant, outcome: "equal", by: "" };

  const { own, others } = testsOf(mutant.file);
  const by =
    (await failsInTypeScript(codes, own)) ??
    (await failsInTypeScript(codes, others)) ??
    (await failsInSolidity(mutant.file, mutate(sources[mutant.file]?.content ?? "", mutant)));
  return { ...mutant, outcome: by === undefined ? "survived" : "killed", by: by ?? "" };
}

/** The name of a test that fails with these codes, if any does. */
export async function failsInTypeScript(codes: Codes, tests: readonly string[]): Promise<string | undefined> {
  if (tests.length === 0) return undefined;
  mkdirSync(FOLDER, { recursive: true });
  const [codeFile, report] = [join(FOLDER, `codes-${process.pid}.json`), join(FOLDER, `report-${process.pid}.json`)];
  writeFileSync(codeFile, JSON.stringify(codes));
  rmSync(report, { force: true });
  const command = [
    "vitest",
    "run",
    "--config",
    `${HERE}/vitest.config.ts`,
    "--reporter=json",
    `--outputFile=${report}`,
  ];
  const { ok } = await run([...command, "--testNamePattern", ONE_CHAIN, ...tests], { CSCSS_MUTANT: codeFile });
  if (ok) return undefined;
  if (!existsSync(report)) return "tests that never ended";
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === "failed");
  return (
    failed?.fullName ??
    `the set-up of ${testResults
      .find(({ status }) => status === "failed")
      ?.name.split("/")
      .at(-1)}`
  );
}

async function failsInSolidity(file: string, content: string): Promise<string | undefined> {
  const source = join(FOLDER, `source-${process.pid}.json`);
  writeFileSync(source, JSON.stringify({ file, content }));
  const environment = { CSCSS_MUTANT_SOURCE: source, CSCSS_FUZZ_RUNS: "64" };
  const { ok, output } = await run(
    ["hardhat", "--config", `${HERE}/hardhat.config.ts`, "test", "solidity"],
    environment,
  );
  if (ok) return undefined;
  // Hardhat lists what failed as "Failure (1): name" under the file.
  return /(?:Failure \(\d+\): |\d+\) )(.+)/.exec(output)?.[1]?.trim() ?? "the Solidity tests";
}

function run(
  command: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<{ ok: boolean; output: string }> {
  const path = `${join(ROOT, "node_modules", ".bin")}${delimiter}${process.env.PATH}`;
  const [program = "", ...parameters] = command;
  const child = spawn(program, parameters, {
    cwd: ROOT,
    env: { ...process.env, ...more, PATH: path },
    timeout: LIMIT_MS,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += String(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}
