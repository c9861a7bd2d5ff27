import type { ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FROM_SOURCES } from "../../fixtures/fromSources.ts";
import { startCscss } from "../../fixtures/runCscss.ts";
import { runShell, shellBlocks } from "../../fixtures/shellBlocks.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
/** One page goes on in the folder of the one before, as the pages say. */
const PAGES = ["university", "graduate", "employer", "governance"];

/** The commands of a page, block by block; `cscss up` is what the test itself starts. */
function blocksOf(page: string): string[] {
  const blocks = shellBlocks(join(ROOT, "docs", "cli", `${page}.md`));
  return blocks.filter((block) => block.trim() !== "cscss up");
}

describe("the pages of the four roles, run in order as a new user would", () => {
  let folder: string;
  let chain: ChildProcess;
  let url = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cscss-docs-"));
    mkdirSync(join(folder, "bin"));
    const program = join(folder, "bin", "cscss");
    writeFileSync(
      program,
      `#!/bin/sh\nexec "${process.execPath}" ${FROM_SOURCES.join(" ")} "${join(ROOT, "scripts", "cli", "cscss.ts")}" "$@"\n`,
    );
    chmodSync(program, 0o755);
    chain = startCscss(folder, ["up", "--port", "0", "--admission-delay", "1s", "--without-service", "--json"]);
    url = await new Promise<string>((resolve, reject) => {
      let errors = "";
      chain.stderr?.on("data", (text) => {
        errors += text;
      });
      chain.stdout?.once("data", (line) => resolve(JSON.parse(String(line)).url));
      chain.once("close", () => reject(new Error(errors)));
    });
  });
  afterAll(async () => {
    const closed = new Promise((resolve) => chain.once("close", resolve));
    chain.kill("SIGINT");
    await closed;
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(PAGES)(
    "%s",
    async (page) => {
      const env = { CSCSS_RPC_URL: url, CSCSS_SCRYPT_COST: "1024", NODE_COMPILE_CACHE: join(folder, "v8") };
      const { code, output } = await runShell(blocksOf(page), { folder, env, programs: join(folder, "bin") });
      expect(code, output.slice(-6_000)).toBe(0);
      expect(output).not.toMatch(/choose a better one|privateKey/);
    },
    900_000,
  );
});
