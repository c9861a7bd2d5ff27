import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningNode } from "../../../../scripts/cli/setup/startAnvil.ts";
import { startAnvil } from "../../../../scripts/cli/setup/startAnvil.ts";
import { ownPort } from "../../../fixtures/ownPort.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";

const MEMBER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

describe("cscss deploy", () => {
  let folder: string;
  let running: RunningNode;
  let env: Record<string, string>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cscss-deploy-"));
    const genesisTime = Math.floor(Date.now() / 1000) - 60;
    running = await startAnvil({ folder: join(folder, "chain"), port: await ownPort(), chainId: 31_337, genesisTime });
    writeFileSync(join(folder, "pw"), "correct horse\n", { mode: 0o600 });
    env = {
      CSCSS_RPC_URL: running.url,
      CSCSS_KEYSTORE: join(folder, "deployer.json"),
      CSCSS_PASSWORD_FILE: join(folder, "pw"),
    };
    await runCscss(folder, ["key", "create", "deployer.json"], { env });
  });
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const deploy = (file: string, options: { killAfterMs?: number } = {}) =>
    runCscss(folder, ["deploy", "--network", file, "--name", "pilot", "--member", MEMBER, "--json"], {
      env,
      ...(options.killAfterMs === undefined ? {} : { killAfterMs: options.killAfterMs }),
    });

  it("goes on where it was killed, deploys once, and finds everything in place the next time", async () => {
    const started = performance.now();
    expect((await deploy("whole.json")).code).toBe(0);
    const takes = performance.now() - started;
    for (let kill = 1; kill <= 4; kill++) await deploy("killed.json", { killAfterMs: takes * (0.3 + 0.15 * kill) });
    const last = await deploy("killed.json");
    expect(last.stderr.includes("ERR_") ? last.stderr : "").toBe("");
    expect(last.code).toBe(0);
    expect(existsSync(join(folder, "killed.json.deploying"))).toBe(false);
    const again = await deploy("killed.json");
    expect(JSON.parse(again.stdout)).toMatchObject({ deployed: false });
    const { generations } = JSON.parse(readFileSync(join(folder, "killed.json"), "utf8"));
    expect(generations).toHaveLength(1);
  }, 180_000);

  it("does not take up another deployment than the one that was begun", async () => {
    const begun = { plan: "{}", genesisHash: "0x", fromBlock: 0, chainDeployer: MEMBER };
    writeFileSync(join(folder, "other.json.deploying"), JSON.stringify(begun));
    const { code, stderr } = await deploy("other.json");
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_JOURNAL") });
  }, 180_000);
});
