import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Makes the API reference of the SDK from its doc comments into dist/reference. typedoc needs an older TypeScript than the
// sources have, so both are installed here, when they are first needed, and not with the rest.

const HERE = import.meta.dirname;

function isInstalled(): boolean {
  const { devDependencies } = readJson(join(HERE, "package.json")) as { devDependencies: Record<string, string> };
  return Object.entries(devDependencies).every(([name, version]) => {
    const file = join(HERE, "node_modules", name, "package.json");
    return existsSync(file) && (readJson(file) as { version: string }).version === version;
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function run(file: string, args: readonly string[]): number {
  return spawnSync(process.execPath, [file, ...args], { cwd: HERE, stdio: "inherit" }).status ?? 1;
}

function makeReference(): number {
  const npm = process.env.npm_execpath;
  if (!isInstalled()) {
    if (npm === undefined) {
      console.error("typedoc is not installed yet. Run this once as: npm run reference");
      return 1;
    }
    if (run(npm, ["ci", "--no-audit", "--no-fund"]) !== 0) {
      console.error(
        "typedoc could not be installed: no package registry can be reached. Everything else works without it.",
      );
      return 1;
    }
  }
  if (!existsSync(join(HERE, "..", "..", "..", "sdk", "generated", "structs.ts"))) {
    console.error("The types of the contracts are missing. Run: npm run build");
    return 1;
  }
  return run(join(HERE, "node_modules", "typedoc", "bin", "typedoc"), ["--options", "typedoc.json"]);
}

process.exitCode = makeReference();
