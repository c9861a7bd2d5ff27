import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../house/publicSurface.ts";

const CONTRIBUTING = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** The names in the first column of the table of scripts. */
function tableOfScripts(): string[] {
  const [, section = ""] = CONTRIBUTING.split("\n## Scripts\n");
  const rows = section.split("\n## ")[0]?.match(/^\| `.*?(?= \|)/gm) ?? [];
  return rows
    .flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name))
    .filter((name) => !name.includes(" "));
}

describe("CONTRIBUTING.md", () => {
  it("has every npm script in its table, and no other", () => {
    expect(tableOfScripts().sort()).toEqual(Object.keys(scripts).sort());
  });

  it("names only scripts, tests and files that there are", () => {
    const named = [...CONTRIBUTING.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const paths = [...CONTRIBUTING.matchAll(/\b(?:test|docs|scripts|sdk)\/[\w./-]*[\w/]/g)].map(([path]) => path);
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("has its rules numbered without a gap, each with what guards it", () => {
    const rules = [...CONTRIBUTING.matchAll(/^\| (\d+) \|.*\| (.+) \|$/gm)];
    expect(rules.map(([, number]) => Number(number))).toEqual(rules.map((_, index) => index + 1));
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter(([, , guard = ""]) => !/`np[mx] |the same test/.test(guard))).toEqual([]);
  });
});

describe("CHANGELOG.md", () => {
  it("has a part for what is not released, or for the version there is", () => {
    const changes = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(changes).toMatch(new RegExp(`^## (Unreleased|\\[?${version.replaceAll(".", "\\.")})`, "m"));
    const packages = ["sdk", "oracle-service", "scripts/cli"].map((folder) => join(ROOT, folder, "package.json"));
    for (const file of packages) expect(JSON.parse(readFileSync(file, "utf8")).version, file).toBe(version);
  });
});
