import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "cache", "python");
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
/** What was installed there, to install anew when it changes. */
const DONE = join(FOLDER, "installed.txt");

/** The exit code of a check whose tool cannot be had here: neither passed nor failed. */
export const NOT_RUN = 3;

/**
 * Where a program of scripts/dev/assurance/requirements.txt is, in a Python environment of the project's own under cache/, made
 * on first use. Undefined where Python or its package index is missing; the reason is then on stderr.
 */
export function pythonTool(name: "slither" | "z3"): string | undefined {
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  if (!existsSync(DONE) || readFileSync(DONE, "utf8") !== wanted) {
    const pip = join(FOLDER, "bin", "pip");
    const steps: readonly (readonly [string, readonly string[]])[] = [
      ["python3", ["-m", "venv", "--clear", FOLDER]],
      [pip, ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", REQUIREMENTS]],
    ];
    for (const [program, args] of steps) {
      const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
      if (status !== 0) {
        process.stderr.write(`${program} ${args.join(" ")}: ${error?.message ?? stderr}\n`);
        return undefined;
      }
    }
    writeFileSync(DONE, wanted);
  }
  return join(FOLDER, "bin", name);
}
