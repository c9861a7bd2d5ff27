import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FROM_SOURCES } from "../../../fixtures/fromSources.ts";

const DEMO = join(import.meta.dirname, "..", "..", "..", "..", "scripts", "dev", "demo", "demo.ts");
const COUNTING = pathToFileURL(join(import.meta.dirname, "support", "countCalls.ts")).href;

describe("the demo, with every call into a package counted", () => {
  const folder = mkdtempSync(join(tmpdir(), "cscss-calls-"));
  let counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  let said: string;
  beforeAll(() => {
    const file = join(folder, "counts.json");
    const { status, stdout, stderr } = spawnSync(process.execPath, [...FROM_SOURCES, "--import", COUNTING, DEMO], {
      encoding: "utf8",
      env: { ...process.env, CSCSS_COUNTS: file },
    });
    expect({ status, stderr: stderr.match(/Error.*/)?.[0] }).toEqual({ status: 0, stderr: undefined });
    said = stdout;
    counts = JSON.parse(readFileSync(file, "utf8"));
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["chain", "eth_sendRawTransaction"],
    ["chain", "eth_call"],
    ["hardhat/hre", "createHardhatRuntimeEnvironment"],
    ["ethers", "BrowserProvider"],
    ["did-jwt", "createJWS"],
    ["did-jwt-vc", "createVerifiableCredentialJwt"],
    ["ethr-did-resolver", "ethr"],
    ["eth-crypto", "decryptWithPrivateKey"],
  ])("really calls %s: %s", (name, what) => {
    expect(counts[name]?.[what]).toBeGreaterThanOrEqual(1);
  });

  it("says that eth-crypto opened the diploma", () => {
    expect(said).toContain("eth-crypto opened it with the graduate's key");
  });
});
