// node scripts/dev/assurance/longRun.ts NAME: a test that usually takes little, made long. What the environment sets already stays.
import { requireGenerated } from "../build/buildContracts.ts";
import { runTool } from "../ci/runTool.ts";

interface LongRun {
  readonly tool: "vitest" | "hardhat";
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const TEN_MINUTES = "600000";
const COVERED = ["sdk/verify", "sdk/seal"].map((folder) => `--coverage.include=${folder}/**`);

const RUNS: Readonly<Record<string, LongRun>> = {
  "kill:batch": {
    tool: "vitest",
    args: ["run", "test/scripts/cli/university/killed.test.ts", "--maxWorkers=1"],
    env: { CSCSS_KILLS: "100" },
  },
  "kill:service": {
    tool: "vitest",
    args: ["run", "test/oracle-service/kill.test.ts"],
    env: { CSCSS_KILLS: "500" },
  },
  "reorg:index": {
    tool: "vitest",
    args: ["run", "test/oracle-service/indexer/reorganisations.test.ts"],
    env: { CSCSS_REORG_SCRIPTS: "200" },
  },
  "fuzz:long": { tool: "hardhat", args: ["test", "solidity"], env: { CSCSS_FUZZ_RUNS: "10000" } },
  "coverage:sdk": {
    tool: "vitest",
    args: [
      ...["run", "test/sdk/verify", "test/sdk/seal", "test/sdk/did", "test/vectors"],
      ...[`--testTimeout=${TEN_MINUTES}`, `--hookTimeout=${TEN_MINUTES}`],
      ...["--coverage", ...COVERED, "--coverage.reporter=text", "--coverage.thresholds.100"],
    ],
  },
};

const [name = "", ...more] = process.argv.slice(2);
const run = Object.hasOwn(RUNS, name) ? RUNS[name] : undefined;
if (run === undefined) throw new RangeError(`There is no long run "${name}", only ${Object.keys(RUNS).join(", ")}.`);
requireGenerated();
const unset = Object.entries(run.env ?? {}).filter(([variable]) => !process.env[variable]);
process.exitCode = await runTool(run.tool, [...run.args, ...more], { env: Object.fromEntries(unset) });
