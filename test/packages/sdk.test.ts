import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { ROOT } from "../../scripts/dev/ci/runCommand.ts";
import { run } from "./support/npm.ts";
import { packagesIn, sizeOf } from "./support/sizeOf.ts";

const { sdk, lean, cli } = inject("installed");
const own = join(sdk, "node_modules", "@cscss-me", "sdk");
const manifest = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
const entries = Object.keys(manifest.exports).map((path) => `@cscss-me/sdk${path.slice(1)}`);
/** Need the PDF, font, XML and CSV libraries, which are installed only by who wants them. */
const OPTIONAL = ["@cscss-me/sdk/document", "@cscss-me/sdk/inputs"];

function runModule(folder: string, code: string) {
  return run(process.execPath, ["--input-type=module", "--eval", code], folder);
}

describe("the SDK, installed", () => {
  it("takes at most 65 MB in 55 packages, and 45 MB in 32 without eth-crypto", () => {
    const [whole, dependencies, alone] = [
      sizeOf(join(sdk, "node_modules")),
      sizeOf(join(lean, "node_modules")),
      sizeOf(own),
    ];
    const without = { held: dependencies.held + alone.held, onDisk: dependencies.onDisk + alone.onDisk };
    const packages = { whole: packagesIn(sdk), without: packagesIn(lean) + 1 };
    process.stdout.write(`${JSON.stringify({ packages, whole, without, alone })}\n`);
    expect(whole.onDisk).toBeLessThanOrEqual(65);
    expect(packages.whole).toBeLessThanOrEqual(55);
    expect(without.onDisk).toBeLessThanOrEqual(45);
    expect(packages.without).toBeLessThanOrEqual(32);
  });

  it("has one ethers", () => {
    const lock = JSON.parse(readFileSync(join(sdk, "node_modules", ".package-lock.json"), "utf8"));
    const copies = Object.keys(lock.packages).filter((path) => /(^|\/)node_modules\/ethers$/.test(path));
    expect(copies).toEqual(["node_modules/ethers"]);
  });

  it.each(entries.filter((entry) => !OPTIONAL.includes(entry)))(
    "%s is imported from plain JavaScript",
    async (entry) => {
      const { code, stdout, stderr } = await runModule(
        sdk,
        `console.log(Object.keys(await import("${entry}")).length)`,
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(Number(stdout)).toBeGreaterThan(0);
    },
  );

  it.each(OPTIONAL)(
    "%s names the package that is missing, and works beside the command line, which brings it",
    async (entry) => {
      const { code, stderr } = await runModule(sdk, `await import("${entry}")`);
      expect(code).toBe(1);
      const [, missing = ""] = /Cannot find package '([^']+)'/.exec(stderr) ?? [];
      expect(Object.keys(manifest.peerDependencies)).toContain(missing);
      expect((await runModule(cli, `await import("${entry}")`)).code).toBe(0);
    },
  );
});

/** Uses every entry point, and a few of its types. */
const CONSUMER = `
${entries.map((entry, index) => `import * as entry${index} from "${entry}";`).join("\n")}
import type { NetworkFile } from "@cscss-me/sdk";
import { parseNetworkFile } from "@cscss-me/sdk";
import type { PresentationRequest, Verdict } from "@cscss-me/sdk/verify";
import { createRequest } from "@cscss-me/sdk/verify";

export const entries: readonly object[] = [${entries.map((_, index) => `entry${index}`).join(", ")}];
export const request: PresentationRequest = createRequest(
  { audience: "hr.example.com", purpose: "Application 17", claims: ["awardTitle"], expires: 1 },
  (length) => new Uint8Array(length),
);
export const network: NetworkFile = parseNetworkFile("{}");
export const verdict: Verdict = "valid";
`;

describe.each([
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
])("a strict TypeScript project, modules resolved as $moduleResolution", ({ module, moduleResolution }) => {
  async function compile(name: string, code: string) {
    const folder = join(sdk, `${moduleResolution}-${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "use.ts"), code);
    // Types of third parties are checked too; they and Node's own need the libraries named here, and nothing is left out.
    const lib = ["es2024", "dom", "esnext.collection"];
    const strictness = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
    const compilerOptions = { ...strictness, module, moduleResolution, lib, target: "es2022", noEmit: true, types: [] };
    const config = { compilerOptions: { ...compilerOptions, skipLibCheck: false }, files: ["use.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    return run(process.execPath, [tsc, "-p", folder], folder);
  }

  it("compiles against every entry point, the libraries' own types included", async () => {
    expect(await compile("right", CONSUMER)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("is told of a wrong type", async () => {
    const { code, stdout } = await compile("wrong", CONSUMER.replace('"valid"', '"fine"').replace('"{}"', "7"));
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/use\.ts.*TS2345.*number.*use\.ts.*TS2322.*"fine"/s);
  });
});
