import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ROOT } from "../../scripts/dev/ci/runCommand.ts";
import { run } from "./support/npm.ts";

const GRADUATES = join(ROOT, "scripts", "dev", "demo", "graduates.csv");
const { cli } = inject("installed");
const programs = join(cli, "node_modules", ".bin");
const env = { PATH: process.env.PATH, CSCSS_SCRYPT_COST: "1024" };
const cscss = (args: readonly string[], cwd: string) => run(join(programs, "cscss"), args, cwd, env);

function folder(name: string): string {
  mkdirSync(join(cli, name));
  return join(cli, name);
}

/** Starts a program that goes on until it is stopped. */
function start(program: string, args: readonly string[], cwd: string, variables = {}): ChildProcess {
  const stdio = ["ignore", "pipe", "pipe"] as const;
  return spawn(join(programs, program), args, { cwd, env: { ...env, ...variables }, stdio: [...stdio] });
}

async function stop(child: ChildProcess): Promise<number | null> {
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  return closed;
}

/** The first line a program prints. @throws Error with what it complained of, if it ends before */
function firstLine(child: ChildProcess): Promise<string> {
  let complaints = "";
  child.stderr?.on("data", (text) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (text) => resolve(String(text)));
    child.once("close", () => reject(new Error(complaints)));
  });
}

describe("the command line, installed", () => {
  it("helps", async () => {
    const { code, stdout, stderr } = await cscss(["--help"], folder("help"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("cscss NOUN VERB");
  });

  describe("with the chain that `cscss up` starts", () => {
    const place = folder("university");
    const home = { CSCSS_HOME: join(place, "home") };
    let up: ChildProcess;
    let told: { readonly service: string; readonly page: string };

    beforeAll(async () => {
      const where = ["--port", "0", "--service-port", "0", "--admission-delay", "1s", "--json"];
      up = start("cscss", ["up", "--with-university", "Università di Esempio", ...where], place, home);
      told = JSON.parse(await firstLine(up));
    });
    afterAll(async () => {
      expect(await stop(up)).toBe(0);
      await expect(fetch(`${told.service}/healthz`)).rejects.toThrow();
    });

    it("has a service that answers from the chain", async () => {
      const issuers = async () => {
        const answer = await fetch(`${told.service}/v1/issuers`);
        return { status: answer.status, total: ((await answer.json()) as { readonly total: number }).total };
      };
      // The index follows the chain.
      await expect.poll(issuers, { timeout: 60_000 }).toEqual({ status: 200, total: 1 });
    });

    it("has the page, in the service's package", async () => {
      const page = await fetch(told.page);
      expect(page.status).toBe(200);
      expect(await page.text()).toMatch(/<script type="module"[^>]* src="\.\/assets\//);
    });

    it("takes a class from a file to a diploma that an employer verifies", async () => {
      const own = { ...env, ...home };
      const issued = await run(join(programs, "cscss"), ["issue", GRADUATES, "--try", "--yes", "--json"], place, own);
      expect(issued.code, issued.stderr).toBe(0);
      const { first } = JSON.parse(issued.stdout) as { readonly first: { readonly link: string } };
      const verified = await run(join(programs, "cscss"), ["verify", first.link], place, own);
      expect(verified.stdout).toMatch(/^VALID$/m);
      expect(verified.stdout).toMatch(/issued by +Università di Esempio \(IT\), today accredited/);
    }, 900_000);
  });

  it("says how to get the chain's program where it is not installed, and which version", async () => {
    rmSync(join(cli, "node_modules", "@foundry-rs"), { recursive: true });
    const { code, stderr } = await cscss(["up", "--port", "0"], folder("without"));
    expect(code).toBe(1);
    const manifest = readFileSync(join(ROOT, "scripts", "cli", "package.json"), "utf8");
    const version = JSON.parse(manifest).optionalDependencies["@foundry-rs/anvil"];
    expect(stderr).toContain(`npm install @foundry-rs/anvil@${version}`);
    expect((await cscss(["--help"], join(cli, "without"))).code).toBe(0);
  });
});
