import { join } from "node:path";
import { getBytes } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import type { Interval, Issuer } from "../../../../sdk/registry/Standing.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity } from "../../../fixtures/university.ts";

describe("what the governance body decides, and what the registry says", () => {
  let university: University;
  beforeAll(async () => {
    university = await openUniversity();
    const { governor, folder } = university;
    await writeKeystore(join(folder, "governor.json"), getBytes(governor.privateKey), "correct horse", { cost: 1024 });
  });
  afterAll(() => university.close());

  const run = (...args: string[]) => runCscss(university.folder, ["registry", ...args], { env: university.env });
  const decide = async (act: string, ...more: string[]): Promise<void> => {
    const args = [act, university.organization, ...more, "--yes", "--keystore", "governor.json"];
    const { code, stderr } = await run(...args);
    expect(code, stderr).toBe(0);
  };
  const show = async (): Promise<Issuer & { history: Interval[] }> =>
    JSON.parse((await run("show", university.organization, "--json")).stdout);

  it("lists who stands where, now and on a day", async () => {
    const { code, stdout } = await run("list");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/Università di Esempio +IT +accredited +higher_education \+ vocational/),
    });
    const now = JSON.parse((await run("list", "--json")).stdout) as Issuer[];
    expect(now).toMatchObject([{ address: university.organization, number: 1, standing: { status: "accredited" } }]);
    expect((await run("list", "--at", "2020-01-01")).stdout).toBe("No organization had applied at 2020-01-01 yet.\n");
    const today = `${new Date(1000 * (now[0]?.standing.from ?? 0)).toISOString().slice(0, 19)}Z`;
    const then = JSON.parse((await run("list", "--at", today, "--json")).stdout);
    expect(then).toMatchObject([{ at: { accreditation: { status: "accredited" } } }]);
    expect(await run("list", "--at", "2999-01-01")).toMatchObject({ code: 1, stdout: "" });
  }, 180_000);

  it("shows what was decided, one after the other", async () => {
    await decide("change", "--authority", "cross", "--category", "professional", "--until", "2099-01-01");
    const { stdout } = await run("show", university.organization);
    expect(stdout).toContain("Today: accredited, cross, professional, until 2099-01-01");
    await decide("suspend");
    await decide("withdraw", "--reason", "misconduct");
    const { standing, history } = await show();
    expect(standing).toMatchObject({ status: "withdrawn", reason: "misconduct" });
    const statuses = history.map(({ status }) => status);
    expect(statuses).toEqual(["applied", "accredited", "accredited", "suspended", "withdrawn"]);
    expect((await run("show", university.organization, "--at", "2020-01-01")).stdout).toContain(
      "at 2020-01-01: unknown to the registry",
    );
  }, 180_000);

  it("finds an organization fraudulent since a time, whatever became of it", async () => {
    const { firstAccredited = 0 } = await show();
    const since = `${new Date(1000 * firstAccredited).toISOString().slice(0, 19)}Z`;
    expect(await run("mark-fraud", university.organization, "--keystore", "governor.json")).toMatchObject({ code: 2 });
    await decide("mark-fraud", "--since", since);
    expect(await show()).toMatchObject({ fraudSince: firstAccredited });
    expect((await run("show", university.organization)).stdout).toContain("Fraud: everything issued since");
  }, 180_000);

  it("says who is no organization", async () => {
    const { code, stderr } = await run("show", university.governor.address);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_ISSUER_UNKNOWN") });
  });
});
