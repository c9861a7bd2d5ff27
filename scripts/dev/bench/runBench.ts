import { parseArgs } from "node:util";
import { batch } from "./batch.ts";
import { bulk } from "./bulk.ts";
import { bundle } from "./bundle.ts";
import { bytes } from "./bytes.ts";
import { gas } from "./gas.ts";
import { growth } from "./growth.ts";
import type { Benchmark, BenchOptions, BenchReport } from "./harness/Benchmark.ts";
import { formatReport } from "./harness/formatReport.ts";
import type { Machine } from "./harness/machine.ts";
import { describeMachine } from "./harness/machine.ts";
import { judgeTargets } from "./harness/targets.ts";
import { time } from "./time.ts";

const BENCHMARKS: readonly Benchmark[] = [gas, bytes, bundle, time, bulk, batch, growth];
const ROUNDS = 7;

/** What the command line asks for. */
export interface BenchCommand extends Pick<BenchOptions, "rounds" | "long"> {
  readonly json: boolean;
  readonly benchmarks: readonly Benchmark[];
}

/** `npm run bench`: everything side by side in one run. It says what it measured, and never fails on a time. */
export async function runBench(args: readonly string[]): Promise<void> {
  const { json, benchmarks, ...options } = readCommand(args);
  const machine = describeMachine();
  const width = process.stdout.columns ?? Number.MAX_SAFE_INTEGER;
  const print = (text: string): void => {
    if (!json) process.stdout.write(text);
  };
  print(`${describe(machine)}\n`);
  const reports: Record<string, BenchReport> = {};
  for (const { name, title, run } of benchmarks) {
    const say = (text: string): void => void process.stderr.write(`  ${name}: ${text}\n`);
    const report = await run({ ...options, say });
    reports[name] = report;
    print(`\n# ${title}\n`);
    for (const table of report.tables) print(`\n${formatReport(table, width)}\n`);
  }
  const figures: Record<string, number> = Object.assign({}, ...Object.values(reports).map((report) => report.figures));
  const targets = judgeTargets(figures);
  print(`\n# Targets\n\n${formatReport(targets, width)}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ machine, options, reports, targets }, null, 2)}\n`);
}

/**
 * Reads the command line.
 *
 * @throws RangeError for a benchmark that is not there, or rounds that are no number.
 */
export function readCommand(args: readonly string[]): BenchCommand {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      rounds: { type: "string", default: String(ROUNDS) },
      long: { type: "boolean", default: false },
    },
  });
  const { json, long, only } = values;
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(`--rounds takes a number of 1 or more, not "${values.rounds}".`);
  const names = BENCHMARKS.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new RangeError(`There is no benchmark "${unknown}", only ${names.join(", ")}.`);
  const benchmarks = BENCHMARKS.filter(({ name }) => only.length === 0 || only.includes(name));
  return { json, long, rounds, benchmarks };
}

function describe({ cpu, cores, memoryGb, node, platform, versions }: Machine): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [`${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}`, packages.join(", ")].join("\n");
}
