import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FROM_SOURCES } from "../fixtures/fromSources.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** The fenced block of this language that follows a mark. */
function block(language: string, after: string): string {
  const from = README.indexOf(after);
  const [, text] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(README.slice(from)) ?? [];
  if (from < 0 || text === undefined) throw new Error(`README.md has no ${language} block after ${after}.`);
  return text;
}

function run(file: string) {
  return spawnSync(process.execPath, [...FROM_SOURCES, file], { cwd: ROOT, encoding: "utf8" });
}

describe("the README", () => {
  it("has a first credential that a reader can issue and verify", () => {
    // In a folder that git ignores, one level down.
    const folder = join(ROOT, "cache");
    const file = join(folder, "readme-first.ts");
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, block("ts", "## Your first credential").replaceAll('from "./', 'from "../'));
    try {
      const { status, stdout, stderr } = run(file);
      expect(stderr).toBe("");
      expect(stdout).toBe("valid { awardTitle: 'Master of Science', awardDate: '2026-07-01' }\n");
      expect(status).toBe(0);
    } finally {
      rmSync(file);
    }
  });

  it("shows what the demo really prints", () => {
    const { stdout } = run(join(ROOT, "scripts", "dev", "demo", "demo.ts"));
    const printed = new Set(stdout.split("\n").map(withoutMinutes));
    const shown = [...block("", "<!-- demo:first -->").split("\n"), ...block("", "<!-- demo:scenes -->").split("\n")];
    expect(shown.filter((line) => line !== "").length).toBe(26);
    for (const line of shown.map(withoutMinutes)) expect(printed).toContain(line);
  });
});

/** A slow machine lets another minute pass. */
function withoutMinutes(line: string): string {
  return line.replaceAll(/\d\d:\d\d UTC/g, "UTC");
}
