import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../scripts/dev/ci/runCommand.ts";

interface Locked {
  readonly integrity?: string;
  readonly link?: boolean;
}

it("package-lock.json has the hash of every package, so that nobody gets another one under its name", () => {
  const text = readFileSync(join(ROOT, "package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Locked>> };
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);
  expect(installed.length).toBeGreaterThan(500);
  // npm writes none for packages of other platforms: remove those entries and run npm install --package-lock-only.
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path)).toEqual([]);
});
