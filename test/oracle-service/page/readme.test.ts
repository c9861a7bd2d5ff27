import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { parsePageConfig } from "../../../oracle-service/page/src/chain/PageConfig.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const PAGE = join(ROOT, "oracle-service", "page");

describe("oracle-service/page/README.md", () => {
  const site = mkdtempSync(join(tmpdir(), "cscss-site-"));
  afterAll(() => rmSync(site, { recursive: true, force: true }));

  it("has commands that build the page and make a site of it", async () => {
    const blocks = [...readFileSync(join(PAGE, "README.md"), "utf8").matchAll(/^```sh\n(.*?)^```$/gms)];
    const commands = blocks.map(([, block]) => block).join("\n");
    expect(commands).toContain("npm run page:build");
    // The network file is whose the network is; any file stands for it here.
    const script = `set -e\n${commands.replace("cp network.json", "cp package.json")}`;
    const env = { ...process.env, SITE: join(site, "page") };
    await promisify(execFile)("bash", ["-c", script], { cwd: ROOT, env });
    expect(readdirSync(join(site, "page"))).toEqual(
      expect.arrayContaining(["index.html", "assets", "page.json", "network.json"]),
    );
    const config = readFileSync(join(site, "page", "page.json"), "utf8");
    expect(parsePageConfig(config, "https://verify.example/").rpcUrl).toBe("https://node.example/");
  });

  it("names tests that are there", () => {
    const named = readFileSync(join(PAGE, "README.md"), "utf8").match(/`[\w.]+\.test\.ts`/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(existsSync(join(import.meta.dirname, name.slice(1, -1))), name).toBe(true);
  });
});
