import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../scripts/dev/ci/runCommand.ts";

const { scripts, engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};
const pages = ["*.md", "docs/**/*.md", "oracle-service/**/*.md", "sdk/*.md", "scripts/cli/*.md", "test/**/*.md"];
const files = globSync(pages, { cwd: ROOT, exclude: ["**/node_modules/**"] });
const text = files.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n");
const named = new Set([...text.matchAll(/\bnpm (?:run )?(?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name));

describe("the scripts of package.json", () => {
  it.each(Object.keys(scripts))("%s is named in a document", (name) => {
    expect(named).toContain(name);
  });

  it("are all that the documents name", () => {
    const run = new Set([...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name));
    expect([...run].filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(Object.entries(scripts))("%s has no syntax that a shell would have to know", (_name, script) => {
    expect(script).toMatch(/^[\w@.,:=/-]+( [\w@.,:=/-]+)*$/);
    // A word with "=" in front would be a variable.
    expect(script).toMatch(/^(node|vite|vitest|tsc|biome|hardhat|stryker|knip|cspell) ?/);
    const programs = script.split(" ").filter((word) => /^(scripts|test|oracle-service)\/.*\.m?ts$/.test(word));
    for (const program of programs) expect(existsSync(join(ROOT, program)), program).toBe(true);
  });
});

it("the version of Node that documents name is the one of package.json", () => {
  const [, least = ""] = /^>=(\d+\.\d+)\.0$/.exec(engines.node) ?? [];
  expect(least).not.toBe("");
  const told = [...text.matchAll(/Node(?:\.js)?\s(?:is )?(\d+\.\d+) or newer/g)].map(([, version]) => version);
  expect(told.length).toBeGreaterThan(2);
  expect(new Set(told)).toEqual(new Set([least]));
});
