import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./runCommand.ts";

/** How a program is run. */
export interface ToolOptions {
  /** Set beside this process's own variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it prints goes to stderr, so that stdout holds the results of whatever is run after it. */
  readonly toStderr?: boolean;
}

/** The package of a tool that is not called like it. */
const PACKAGE_OF: Readonly<Record<string, string>> = { tsc: "typescript", biome: "@biomejs/biome" };

/** Runs a tool of the project in its root, without a shell. @returns its exit code */
export function runTool(tool: string, args: readonly string[], options: ToolOptions = {}): Promise<number> {
  const folder = join(ROOT, "node_modules", PACKAGE_OF[tool] ?? tool);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    // A package with one program, called like the package, may name its file alone.
    readonly bin: string | Readonly<Record<string, string>>;
  };
  const file = typeof bin === "string" ? bin : bin[tool];
  if (file === undefined) throw new RangeError(`${folder} has no program called ${tool}.`);
  return runNode([join(folder, file), ...args], options);
}

/** Runs Node with these arguments in the root of the project. @returns its exit code; 1 where a signal ended it */
export function runNode(args: readonly string[], options: ToolOptions = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...options.env },
    stdio: ["inherit", options.toStderr === true ? process.stderr : "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
