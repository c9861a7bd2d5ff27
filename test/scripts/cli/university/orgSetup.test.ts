import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decideAlone } from "../../../../scripts/cli/governance/decideAlone.ts";
import { chainTime } from "../../../../scripts/cli/governance/executeWhenDue.ts";
import { runHere } from "../../../fixtures/runHere.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity } from "../../../fixtures/university.ts";

interface SetUp {
  readonly organization: string;
  readonly status: string;
  readonly done: readonly string[];
  readonly next: string;
}

describe("cscss org setup", () => {
  let university: University;
  let settings: string;
  beforeAll(async () => {
    university = await openUniversity();
    settings = join(university.folder, "home", "settings.json");
  });
  afterAll(() => university.close());

  const { stringify } = JSON;
  const files = (name: string) => ["--keystore", `${name}/admin.json`, "--issuer", `${name}/issuer.json`];
  const run = (args: readonly string[], typed?: readonly string[]) =>
    runHere(university.folder, ["org", "setup", ...args, "--json"], {
      env: university.env,
      ...(typed === undefined ? {} : { typed }),
    });
  async function setUp(args: readonly string[], typed?: readonly string[]): Promise<SetUp> {
    const { code, stdout, stderr } = await run(args, typed);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as SetUp;
  }

  const given = [
    "--name",
    "College",
    "--country",
    "FR",
    "--registrar",
    "me",
    "--issuing",
    "me",
    "--category",
    "vocational",
  ];

  it("does it all with options, and says what to wait for", async () => {
    const { organization, status, done, next } = await setUp([...files("college"), ...given, "--yes"]);
    expect({ status, steps: done.length }).toEqual({ status: "applied", steps: 6 });
    expect(next).toContain(organization);
    expect(readFileSync(settings, "utf8")).toContain(stringify(join(university.folder, "college", "issuer.json")));
  }, 120_000);

  it("has nothing to do the second time, and knows when it was admitted", async () => {
    const again = await setUp([...files("college"), "--yes"]);
    expect(again).toMatchObject({ status: "applied", done: [] });
    const act = { act: "admit", authority: "direct", categories: ["vocational"], evidence: ZeroHash } as const;
    // The registry takes one change of an organization in a second: another block, another second.
    const applied = await chainTime(university.chain);
    await expect.poll(() => chainTime(university.chain)).toBeGreaterThan(applied);
    await decideAlone(university.chain, university.governor, again.organization, act);
    const admitted = await setUp([...files("college"), "--yes"]);
    expect(admitted).toMatchObject({ status: "accredited", done: [], next: expect.stringContaining("cscss issue") });
  }, 120_000);

  it("adds what is missing only: another who issues", async () => {
    const { done } = await setUp([...files("college"), "--issuing", university.governor.address, "--yes"]);
    expect(done).toEqual([`Make ${university.governor.address} its issuer`]);
  }, 120_000);

  it("asks a person for what it was not told, and once whether to go on", async () => {
    const typed = ["Academy", "IT", "me", "me", "higher_education, vocational", "y"];
    const { status, done } = await setUp(files("academy"), typed);
    expect({ status, made: done[0] }).toEqual({ status: "applied", made: expect.stringContaining('"Academy" (IT)') });
    expect(done.at(-2)).toBe("Apply for accreditation: direct, higher_education + vocational");
  }, 120_000);

  it("names the option where nobody can be asked, and sends nothing when told so", async () => {
    const { code, stderr } = await run([...files("silent"), "--country", "IT", "--yes"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("--name TEXT") });
    const dry = await run(["--issuer", "dry/issuer.json", ...given, "--dry-run"]);
    expect(dry).toMatchObject({ code: 0, stdout: "" });
    expect(dry.stderr).toContain("Apply for accreditation");
    expect(existsSync(join(university.folder, "dry"))).toBe(false);
  }, 120_000);
});
