import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../house/publicSurface.ts";

const CONTRIBUTING = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

describe("CONTRIBUTING.md", () => {
  it("names only scripts, tests and files that there are", () => {
    const named = [...CONTRIBUTING.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(8);
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
  });
});
