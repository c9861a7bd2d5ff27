import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Graduate } from "../../../fixtures/graduate.ts";
import { CLAIMS, openGraduate } from "../../../fixtures/graduate.ts";

/** More than the attempts at one award that anybody would think of. */
const REVOKED = 9;

describe("a record that was revoked and issued again, many times over", () => {
  let graduate: Graduate;
  let wallet: string;
  const path = (name: string): string => join(graduate.folder, name);
  const staff = async (args: readonly string[]): Promise<void> => {
    const { code, stderr } = await graduate.staff(args);
    expect(code, stderr).toBe(0);
  };
  beforeAll(async () => {
    graduate = await openGraduate();
    wallet = JSON.parse(readFileSync(path("claim.json"), "utf8")).wallet;
    let claim = "claim.json";
    for (let attempt = 1; attempt <= REVOKED; attempt++) {
      await staff(["org", "revoke", claim, "--yes"]);
      claim = `claim-${attempt}.json`;
      await staff(["org", "issue", "--wallet", wallet, "--claims", "claims.json", "--award", "2026/1", "--out", claim]);
    }
    writeFileSync(path("corrected.json"), JSON.stringify({ ...CLAIMS, finalGrade: "110 e lode" }));
  }, 300_000);
  afterAll(() => graduate.close());

  const amend = (award: string, out: string) => [
    ...["org", "amend", `claim-${REVOKED}.json`, "--claims", "corrected.json", "--award", award, "--out", out],
  ];

  it("is not issued once more while it holds", async () => {
    const again = [
      "org",
      "issue",
      "--wallet",
      wallet,
      "--claims",
      "claims.json",
      "--award",
      "2026/1",
      "--out",
      "x.json",
    ];
    const { code, stderr } = await graduate.staff(again);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_ISSUED") });
  });

  it("is amended, whichever attempt it came from", async () => {
    await staff(amend("2026/1", "corrected.claim.json"));
    const opened = ["wallet", "open", String(REVOKED + 1), "--claim", "corrected.claim.json"];
    const { claims } = await graduate.json<{ claims: object }>(opened);
    expect(claims).toEqual({ ...CLAIMS, finalGrade: "110 e lode" });
  });

  it("is not amended as another award's", async () => {
    const { code, stderr } = await graduate.staff(amend("2026/2", "never.json"));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('not that of award "2026/2"') });
  });
});
