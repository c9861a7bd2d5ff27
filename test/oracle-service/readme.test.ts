import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownPort } from "../fixtures/ownPort.ts";
import { runShell, shellBlocks } from "../fixtures/shellBlocks.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import { applicant, PAPERS } from "./support/council.ts";
import type { ServedNode } from "./support/serveNode.ts";
import { serveNode } from "./support/serveNode.ts";

const SERVICE = join(import.meta.dirname, "..", "..", "oracle-service");
const README = join(SERVICE, "README.md");

describe("oracle-service/README.md", () => {
  let world: World;
  let node: ServedNode;
  let academy: string;
  const folder = mkdtempSync(join(tmpdir(), "cscss-service-docs-"));

  beforeAll(async () => {
    world = await openWorld();
    academy = await applicant(world);
    node = await serveNode(world.local);
    writeFileSync(join(folder, "network.json"), JSON.stringify(world.chain.network));
    writeFileSync(join(folder, "papers.pdf"), PAPERS);
    symlinkSync(SERVICE, join(folder, "oracle-service"));
  }, 120_000);

  afterAll(async () => {
    await node.close();
    await world.close();
    rmSync(folder, { recursive: true });
  });

  it("has commands that work, one after the other", async () => {
    const [install, start, ...others] = shellBlocks(README);
    // What it says first has been done here already.
    expect(install).toBe("npm ci && npm run build\n");
    expect(start).toMatch(/node -C cscss-source oracle-service\/server\.ts\n$/);
    const port = String(await ownPort());
    const inThisTest = (block: string) =>
      block.replaceAll("http://127.0.0.1:8545", node.url).replaceAll("127.0.0.1:8080", `127.0.0.1:${port}`);
    // In another terminal, as who reads it would.
    const commands = [
      `${inThisTest(start ?? "").trimEnd()} > service.log & service=$!`,
      "trap 'kill $service; wait $service' EXIT",
      `until curl --silent --fail --output /dev/null http://127.0.0.1:${port}/readyz; do kill -0 $service; sleep 0.2; done`,
      ...others.map(inThisTest),
    ];
    const env = {
      ISSUER: world.university.address,
      APPLICANT: academy,
      CSCSS_SERVICE_PORT: port,
      CSCSS_SERVICE_REVIEW_TOKEN: "r".repeat(32),
      CSCSS_SERVICE_METRICS_TOKEN: "m".repeat(32),
    };
    const { code, output } = await runShell(commands, { folder, env });
    expect(code, output.slice(-6_000)).toBe(0);
    for (const shown of [
      '"authorized":true',
      '"type":"CscssMeRequest"',
      `"organization":"did:ethr:0x7a69:${academy}"`,
      '"kind":"application_received"',
      "cscss_requests_total",
      "1 entries, whole.",
    ]) {
      expect(output).toContain(shown);
    }
    expect(readFileSync(join(folder, "audit.jsonl"), "utf8")).toContain("application_received");
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["backup.db", "restored.db"]));
    expect(readFileSync(join(folder, "service.log"), "utf8")).toMatch(/"stopped"\}\n$/);
  }, 120_000);

  it("names tests that are there, and every variable that is read, with its default", () => {
    const text = readFileSync(README, "utf8");
    const named = [...text.matchAll(/`((?:[\w-]+\/)*[\w-]+\.test\.ts)`/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(15);
    const root = join(import.meta.dirname, "..", "..");
    for (const name of named) {
      const places = [join(root, name), join(import.meta.dirname, name), join(import.meta.dirname, "store", name)];
      expect(
        places.some((place) => existsSync(place)),
        name,
      ).toBe(true);
    }
    const source = readFileSync(join(SERVICE, "config", "readConfig.ts"), "utf8");
    const read = [...source.matchAll(/^ {2}(CSCSS_SERVICE_\w+): (?:whole\(.*, ([\d_]+)\))?/gm)];
    expect(read.length).toBeGreaterThan(20);
    for (const [, name = "", otherwise] of read) {
      // Host and port have one row.
      const shown = name === "CSCSS_SERVICE_PORT" ? "`_PORT`" : `| \`${name}\``;
      const row = text.split("\n").find((line) => line.startsWith("| `CSCSS") && line.includes(shown)) ?? "";
      expect(row, name).not.toBe("");
      const digits = otherwise?.replaceAll("_", "") ?? "";
      const written = [digits, Number(digits).toLocaleString("en")];
      expect(
        written.some((number) => row.includes(` ${number} `) || number === ""),
        `${name}: ${row}`,
      ).toBe(true);
    }
  });
});
