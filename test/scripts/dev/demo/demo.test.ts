import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FROM_SOURCES } from "../../../fixtures/fromSources.ts";

const DEMO = join(import.meta.dirname, "..", "..", "..", "..", "scripts", "dev", "demo", "demo.ts");

/** The scenes the doubter asks for, each with its verdict and the code of its reason. */
const SCENES = [
  ["a graduate shares degree and award date", "valid", null],
  ["the same answer a second time", "invalid", "ERR_NONCE_USED"],
  ["a claim is changed", "invalid", "ERR_DISCLOSURE_UNREFERENCED"],
  ["a claim is invented and added", "invalid", "ERR_DISCLOSURE_UNREFERENCED"],
  ["a true claim the graduate kept back is added", "invalid", "ERR_KEY_BINDING_HASH"],
  ["another person presents it", "invalid", "ERR_NOT_THE_HOLDER"],
  ["the answer is replayed to another employer", "invalid", "ERR_AUDIENCE"],
  ["the node is unreachable", "notCheckable", "ERR_NODE_UNREACHABLE"],
  ["only the header is on chain (profile 1)", "valid", null],
  ["identity sealed on chain, and shared (profile 3)", "valid", null],
  ["a standing presentation, as a file", "valid", "STANDING"],
  ["its grant is withdrawn", "invalid", "ERR_GRANT_WITHDRAWN"],
  ["a diploma is amended: the new version", "valid", null],
  ["and its older version", "invalid", "ERR_SUPERSEDED"],
  ["a diploma is suspended", "invalid", "ERR_SUSPENDED"],
  ["and reinstated", "valid", null],
  ["a diploma is revoked", "invalid", "ERR_REVOKED"],
  ["the university rotates its key", "valid", null],
  ["a diploma under the new key", "valid", null],
  ["a wallet is deactivated", "invalid", "ERR_WALLET_DEACTIVATED"],
  ["and reactivated", "valid", null],
  ["and destroyed", "invalid", "ERR_WALLET_DESTROYED"],
  ["the university has closed", "valid", null],
  ["it was a fraud since the day before issuing", "invalid", "ERR_ISSUER_FRAUD"],
] as const;

function runDemo(...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [...FROM_SOURCES, DEMO, ...args], { encoding: "utf8" });
  return { status, stdout };
}

describe("the demo", () => {
  it("prints one JSON object in which every scene came out as expected", () => {
    const { status, stdout } = runDemo("--json");
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ issued: 25, wallets: 25, ok: true, ms: expect.any(Number) });
    const scenes = SCENES.map(([name, verdict, code]) => ({ name, expected: verdict, verdict, code }));
    expect(report.scenes).toEqual(scenes);
    expect(status).toBe(0);
  });

  it("tells a person every scene with its verdict, and that a closed university's diploma stays valid", () => {
    const { status, stdout } = runDemo();
    for (const [name, verdict] of SCENES) expect(stdout).toMatch(new RegExp(`✓ +${escapeForRegExp(name)} +${verdict}`));
    expect(stdout).toMatch(
      /the university has closed +valid +.*accredited when it issued this; today it is withdrawn \(closed\)/,
    );
    expect(stdout).toContain("All 24 scenes came out as expected");
    expect(status).toBe(0);
  });
});

function escapeForRegExp(text: string): string {
  return text.replace(/[()]/g, "\\$&");
}
