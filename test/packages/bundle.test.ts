import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger, Rolldown } from "vite";
import { build } from "vite";
import { describe, expect, inject, it } from "vitest";
import { run } from "./support/npm.ts";

const { sdk } = inject("installed");
const folder = join(sdk, "bundle");
mkdirSync(folder);

/** Bundles for browsers with vite's own settings: no plugin, no polyfill, no alias. */
async function bundle(entry: string, code: string) {
  writeFileSync(join(folder, `${entry}.js`), code);
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const customLogger: Logger = {
    info: () => undefined,
    warn,
    warnOnce: warn,
    error: warn,
    clearScreen: () => undefined,
    hasErrorLogged: () => false,
    hasWarned: false,
  };
  const built = await build({
    root: folder,
    configFile: false,
    customLogger,
    logLevel: "warn",
    // How large it is, is told by the benchmark.
    build: { write: false, chunkSizeWarningLimit: 2000, rollupOptions: { input: join(folder, `${entry}.js`) } },
  });
  const [chunk] = (built as Rolldown.RolldownOutput).output;
  const file = join(folder, `${entry}.bundle.mjs`);
  writeFileSync(file, chunk.code);
  return { file, warnings };
}

/** Runs a bundle where neither Buffer nor process nor require is to be had, as in a browser. */
function runBare(file: string) {
  const started = `
    await globalThis.fetch("data:,").catch(() => undefined);
    const log = console.log;
    for (const name of ["Buffer", "process", "require", "setImmediate"]) globalThis[name] = undefined;
    log(await (await import(${JSON.stringify(file)})).result);`;
  return run(process.execPath, ["--input-type=module", "--eval", started], folder);
}

describe("a bundle for browsers, made by vite as it comes", () => {
  it.each([
    {
      entry: "verify",
      code: `
        import { createRequest, openVerifier, parseRequest } from "@cscss-me/sdk/verify";
        const asked = createRequest({ audience: "hr.example.com", purpose: "Job", claims: ["awardTitle"], expires: 2e9 },
          (length) => new Uint8Array(length).fill(7));
        globalThis.result = [typeof openVerifier, parseRequest(JSON.stringify(asked)).claims[0]].join();`,
      result: "function,awardTitle",
    },
    {
      entry: "wallet",
      code: `
        import { memoryDecryptionKey, openRecords } from "@cscss-me/sdk/wallet";
        const key = memoryDecryptionKey(new Uint8Array(32).fill(7));
        globalThis.result = [typeof openRecords, key.publicKey.length].join();`,
      result: "function,33",
    },
  ])("of /$entry brings no warning and needs nothing of Node", async ({ entry, code, result }) => {
    const { file, warnings } = await bundle(entry, code);
    expect(warnings).toEqual([]);
    writeFileSync(file, `\nexport const result = globalThis.result;\n`, { flag: "a" });
    const { stdout, stderr } = await runBare(file);
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: result, stderr: "" });
  });
});
