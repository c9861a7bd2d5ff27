import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCscss } from "../fixtures/runCscss.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** One page goes on in the folder of the one before, as the pages say. */
const PAGES = ["university", "graduate", "employer", "governance"];

/** The commands of a page, block by block; `cscss up` is what the test itself starts. */
function blocksOf(page: string): string[] {
  const text = readFileSync(join(ROOT, "docs", "cli", `${page}.md`), "utf8");
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? "");
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
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "scripts", "cscss.ts")}" "$@"\n`);
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
      const failing = `trap 'echo "failed: $BASH_COMMAND" >&2' ERR`;
      const script = ["set -Eeuo pipefail", failing, ...blocksOf(page)].join("\n");
      const { code, output } = await runScript(script);
      expect(code, output).toBe(0);
      expect(output).not.toMatch(/choose a better one|privateKey/);
    },
    900_000,
  );

  function runScript(script: string): Promise<{ code: number | null; output: string }> {
    const PATH = [join(folder, "bin"), dirname(process.execPath), process.env.PATH].join(":");
    const env = {
      PATH,
      HOME: folder,
      CSCSS_RPC_URL: url,
      CSCSS_SCRYPT_COST: "1024",
      NODE_COMPILE_CACHE: join(folder, "v8"),
    };
    const shell = spawn("bash", ["-c", script], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [shell.stdout, shell.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    return new Promise((resolve) => shell.once("close", (code) => resolve({ code, output: output.slice(-6000) })));
  }
});
