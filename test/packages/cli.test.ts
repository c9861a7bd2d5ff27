import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ROOT } from "../../scripts/dev/ci/runCommand.ts";
import { runShell } from "../fixtures/shellBlocks.ts";
import { run } from "./support/npm.ts";

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

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What the three do, as docs/cli tells it, without what can be done otherwise. */
const ROLES = String.raw`
  umask 077
  mkdir -p keys && echo "choose a better one" > keys/password
  for who in admin registrar issuing; do cscss key create keys/$who.json; done
  cscss org create --name "Università di Esempio" --country IT --issuer issuer.json --keystore keys/admin.json
  export CSCSS_ISSUER=issuer.json
  cscss org staff add registrar $(cscss key show keys/registrar.json) --keystore keys/admin.json
  cscss org staff add issuer $(cscss key show keys/issuing.json) --keystore keys/admin.json
  cscss org key add --keystore keys/admin.json
  cscss registry apply --authority direct --category higher_education --keystore keys/admin.json
  cscss registry admit $(cscss org show --json | node -p 'JSON.parse(fs.readFileSync(0)).address') --category higher_education \
    --wait --yes --keystore .cscss/keys/governor.json --password-file .cscss/keys/governor.password

  cscss org issue-batch graduates.csv --template
  cscss org claims graduates.sample.csv
  tail -1 graduates.sample.issued/links.csv | cut -d, -f3 > link.txt
  cscss claim link.txt --out consents/one.json --keystore keys/graduate.json
  cscss org enrol consents --keystore keys/registrar.json
  cscss org issue-batch graduates.sample.csv --keystore keys/issuing.json --yes
  cp graduates.sample.issued/claims/*.json claim.json

  cscss verify request --audience hr.example.com --purpose "Application 17" --claims awardTitle,awardDate --out request.json
  export CSCSS_KEYSTORE=keys/graduate.json
  cscss wallet share 1 --request request.json --claim claim.json --out answer.txt --yes
  cscss verify answer.txt --request request.json
  cscss wallet share 1 --for hr.example.com --claims awardTitle --purpose "Personnel file" --claim claim.json --yes --pdf file.pdf
  cscss verify file.pdf --audience hr.example.com
`;

describe("the command line, installed", () => {
  it("helps", async () => {
    const { code, stdout, stderr } = await cscss(["--help"], folder("help"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("cscss NOUN VERB");
  });

  describe("with the chain that `cscss up` starts", () => {
    const place = folder("roles");
    let up: ChildProcess;
    let told: { readonly url: string; readonly service: string; readonly pid: number; readonly network: string };

    beforeAll(async () => {
      up = start("cscss", ["up", "--port", "0", "--service-port", "0", "--admission-delay", "1s", "--json"], place);
      told = JSON.parse(await firstLine(up));
    });
    afterAll(async () => {
      expect(await stop(up)).toBe(0);
      expect(isAlive(told.pid)).toBe(false);
      await expect(fetch(`${told.service}/healthz`)).rejects.toThrow();
    });

    it("has a service that answers from the chain", async () => {
      const answer = await fetch(`${told.service}/v1/issuers`);
      const { total } = (await answer.json()) as { readonly total: number };
      expect({ status: answer.status, total }).toEqual({ status: 200, total: 0 });
    });

    it("has the page, in the service's package", async () => {
      const settings = {
        CSCSS_NETWORK_FILE: join(place, told.network),
        CSCSS_RPC_URL: told.url,
        CSCSS_SERVICE_PAGE_RPC_URL: `${told.url}/`,
        CSCSS_SERVICE_PORT: "0",
      };
      const service = start("cscss-service", [], folder("service"), settings);
      try {
        const [, url] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(await firstLine(service)) ?? [];
        const page = await fetch(`${url}/`);
        expect(page.status).toBe(200);
        expect(await page.text()).toMatch(/<script type="module"[^>]* src="\.\/assets\//);
      } finally {
        expect(await stop(service)).toBe(0);
      }
    });

    it("takes a university, a graduate and an employer from nothing to a verified diploma", async () => {
      const variables = { CSCSS_RPC_URL: told.url, CSCSS_SCRYPT_COST: "1024", CSCSS_PASSWORD_FILE: "keys/password" };
      const { code, output } = await runShell([ROLES], { folder: place, env: variables, programs });
      expect(code, output.slice(-6_000)).toBe(0);
      expect(output.match(/^VALID$/gm)).toHaveLength(2);
      expect(output).toMatch(/issued by +Università di Esempio \(IT\), today accredited/);
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
