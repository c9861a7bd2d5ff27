import { builtinModules } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";
import { build } from "vite";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..", "..");
/** What holders, verifiers and issuers use. */
const ENTRIES = ["index", "verify", "wallet", "issue", "registry", "contracts"];
const BUILT_IN = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);

it("the SDK is built for browsers without anything of Node's", { timeout: 120_000 }, async () => {
  const asked: string[] = [];
  const watch: Plugin = {
    name: "watch",
    enforce: "pre",
    resolveId(id, importer) {
      if (BUILT_IN.has(id)) asked.push(`${id} by ${importer?.slice(ROOT.length)}`);
      return null;
    },
  };
  const built = (await build({
    root: ROOT,
    configFile: false,
    logLevel: "silent",
    plugins: [watch],
    build: {
      write: false,
      lib: { entry: ENTRIES.map((name) => join(ROOT, "sdk", `${name}.ts`)), formats: ["es"] },
    },
  })) as Rollup.RollupOutput[];
  const code = built
    .flatMap(({ output }) => output)
    .map((one) => (one.type === "chunk" ? one.code : ""))
    .join("\n");
  expect(asked).toEqual([]);
  expect(code).toContain("CscssMeRequest");
  expect(code).not.toMatch(/from\s*["']node:|require\(["']node:/);
  process.stderr.write(
    `The SDK for browsers: ${Math.round(code.length / 1024)} KiB, ${Math.round(gzipSync(code).length / 1024)} KiB compressed.\n`,
  );
});
