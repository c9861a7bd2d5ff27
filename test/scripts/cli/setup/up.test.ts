import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCscss, startCscss } from "../../../fixtures/runCscss.ts";

interface Ready {
  readonly url: string;
  readonly pid: number;
  readonly service: string | null;
  readonly network: string;
  readonly settings: string;
}

describe("cscss up", () => {
  let folder: string;
  let child: ChildProcess | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cscss-up-"));
  });
  afterEach(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(...more: string[]): Promise<Ready> {
    const options = more.length > 0 ? more : ["--without-service"];
    const up = startCscss(folder, ["up", "--port", "0", "--json", ...options]);
    child = up;
    return new Promise((resolve, reject) => {
      let errors = "";
      up.stderr?.on("data", (text) => {
        errors += text;
      });
      up.stdout?.once("data", (line) => resolve(JSON.parse(String(line)) as Ready));
      up.once("close", () => reject(new Error(errors)));
    });
  }
  async function stop(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
    const up = child;
    child = undefined;
    if (up === undefined) return null;
    const closed = new Promise<number | null>((resolve) => up.once("close", resolve));
    up.kill(signal);
    return closed;
  }
  const isRunning = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const list = () => runCscss(folder, ["registry", "list", "--json"]);

  it("keeps its chain between starts, and stops it cleanly on Ctrl-C", async () => {
    const first = await start();
    const password = join(folder, "pw");
    writeFileSync(password, "correct horse\n", { mode: 0o600 });
    const env = { CSCSS_KEYSTORE: join(folder, "admin.json"), CSCSS_PASSWORD_FILE: password };
    await runCscss(folder, ["key", "create", "admin.json"], { env });
    const create = ["org", "create", "--name", "University", "--country", "IT", "--issuer", "issuer.json"];
    expect(await runCscss(folder, create, { env })).toMatchObject({ code: 0 });
    const apply = ["registry", "apply", "--category", "vocational", "--issuer", "issuer.json"];
    expect((await runCscss(folder, apply, { env })).code).toBe(0);
    expect(await stop()).toBe(0);
    expect(isRunning(first.pid)).toBe(false);

    const network = readFileSync(first.network, "utf8");
    for (const _ of [1, 2]) {
      await start();
      expect(JSON.parse((await list()).stdout)).toMatchObject([
        { name: "University", standing: { status: "applied" } },
      ]);
      expect(readFileSync(first.network, "utf8")).toBe(network);
      expect(await stop("SIGTERM")).toBe(0);
    }
  }, 120_000);

  it("writes into the user's own folders only, or the one that --data names", async () => {
    const { settings } = await start();
    expect(settings).toBe(join(folder, "home", "settings.json"));
    await stop();
    expect(readdirSync(folder)).toEqual(["home"]);
    const { network } = await start("--without-service", "--data", "chains/one");
    expect(network).toBe(join(folder, "chains", "one", "network.json"));
    await stop();
    expect(readdirSync(folder).sort()).toEqual(["chains", "home"]);
  }, 120_000);

  it("leaves alone settings that are for another network", async () => {
    const home = join(folder, "home");
    mkdirSync(home);
    const own = '{"network":"pilot.json","rpc-url":"https://node.example/"}';
    writeFileSync(join(home, "settings.json"), own);
    const { network, settings, url } = await start();
    expect(readFileSync(join(home, "settings.json"), "utf8")).toBe(own);
    expect(settings).toBe(join(home, "data", "local", "settings.json"));
    expect(JSON.parse(readFileSync(settings, "utf8"))).toEqual({ network, "rpc-url": url });
  }, 120_000);

  it("keeps what its user added to the settings", async () => {
    const { settings } = await start();
    await stop();
    const known = JSON.parse(readFileSync(settings, "utf8"));
    writeFileSync(settings, JSON.stringify({ ...known, keystore: "me.json", quiet: true }));
    const { url } = await start();
    const keystore = join(dirname(settings), "me.json");
    expect(JSON.parse(readFileSync(settings, "utf8"))).toEqual({ ...known, "rpc-url": url, keystore, quiet: true });
  }, 120_000);

  it("runs the oracle service on it, and stops that too", async () => {
    const { service } = await start("--service-port", "0");
    const answer = await fetch(`${service}/v1/issuers`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { total: 0 }]);
    const page = await fetch(`${service}/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("CSCSS ME")]);
    expect(await stop()).toBe(0);
    await expect(fetch(`${service}/healthz`)).rejects.toThrow();
  }, 120_000);

  it("does not start where the service cannot, and says where to look", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => resolve((taken.address() as AddressInfo).port));
    });
    const { code, stderr } = await runCscss(folder, ["up", "--port", "0", "--service-port", String(port)]);
    taken.close();
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_SERVICE_START") });
  }, 120_000);

  it("refuses a second start on the same folder, and says which process is left over when it was killed", async () => {
    const { pid } = await start();
    const second = await runCscss(folder, ["up", "--port", "0", "--without-service"]);
    expect({ code: second.code, stderr: second.stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("ERR_BUSY"),
    });
    await stop("SIGKILL");
    const third = await runCscss(folder, ["up", "--port", "0", "--without-service"]);
    expect(third.stderr).toContain(`kill ${pid}`);
    process.kill(pid, "SIGINT");
    while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
    await start();
  }, 120_000);
});
