import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { describe, expect, inject, it } from "vitest";
import { PACKAGES } from "../../scripts/dev/build/packages/packages.ts";
import { ROOT } from "../../scripts/dev/ci/runCommand.ts";
import { run } from "./support/npm.ts";

const { tarballs } = inject("installed");
const root = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const packages = PACKAGES.map(({ built }, index) => ({ built, tarball: tarballs[index] ?? "" }));

async function filesOf(tarball: string): Promise<string[]> {
  const { stdout } = await run("tar", ["-tzf", tarball], ROOT);
  return stdout.trim().split("\n");
}

describe.each(packages)("$tarball", ({ built, tarball }) => {
  it("holds what was compiled, a licence and a text about it, and neither sources nor maps", async () => {
    const files = await filesOf(tarball);
    expect(files).toEqual(expect.arrayContaining(["package/LICENSE", "package/README.md", "package/package.json"]));
    expect(files.filter((file) => /(?<!\.d)\.ts$|\.map$|tsconfig/.test(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
  });

  it("has the version, licence and engines of the root, and no way to sources", () => {
    const manifest = JSON.parse(readFileSync(join(built, "package.json"), "utf8"));
    const { version, license, engines } = root;
    expect(manifest).toMatchObject({ version, license, engines });
    expect(manifest).not.toHaveProperty("private");
    expect(manifest).not.toHaveProperty("devDependencies");
    expect(JSON.stringify(manifest)).not.toMatch(/cscss-source|"\*"|(?<!\.d)\.ts"/);
  });

  it("is found right by publint", async () => {
    const { buffer } = new Uint8Array(readFileSync(tarball));
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages).toEqual([]);
  });
});

// The command line has programs and nothing to import.
it.each(packages.slice(0, 2))("the types of $tarball are found right by are-the-types-wrong", async ({ tarball }) => {
  const attw = join(ROOT, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
  const { code, stdout, stderr } = await run(process.execPath, [attw, tarball, "--profile", "esm-only"], ROOT);
  expect(code, stdout + stderr).toBe(0);
});

it("the SDK's has the compiled contracts, the service's the page", async () => {
  const [sdk = [], service = []] = await Promise.all(tarballs.map(filesOf));
  expect(sdk).toContain("package/dist/generated/bytecode/Organization.js");
  expect(service).toContain("package/dist/page/index.html");
});
