import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeAddress, getBytes, hexlify, id, toUtf8Bytes } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import { organizationInterface } from "../../../../sdk/generated/Organization.ts";
import { batchHashOf } from "../../../../sdk/issuing/batchHash.ts";
import { encodeDictionary } from "../../../../sdk/seal/OwnDictionary.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity } from "../../../fixtures/university.ts";

const ALL = readFileSync(join(import.meta.dirname, "../../../fixtures/data/graduates.csv"), "utf8").split(/\r?\n/);
const [HEADER = "", ...LINES] = ALL.slice(0, 4);
const DEAN = id("dean");
const STUDENTS = LINES.map((line) => line.split(",")[0] ?? "");

describe("the two-person rule on the command line", () => {
  let university: University;
  let csv: string;
  let prepared: string;
  beforeAll(async () => {
    university = await openUniversity();
    await university.writeConsents(STUDENTS, join(university.folder, "consents"));
    csv = join(university.folder, "class.csv");
    writeFileSync(csv, [HEADER, ...LINES].join("\n"));
    await writeKeystore(join(university.folder, "dean.json"), getBytes(DEAN), "correct horse", { cost: 1024 });
    await run("staff", "add", "issuer", computeAddress(DEAN));
  });
  afterAll(() => university.close());

  const run = (...args: string[]) => runCscss(university.folder, ["org", ...args], { env: university.env });
  const asDean = (...args: string[]) => run(...args, "--keystore", "dean.json");

  it("lets a class through once another person has seen and approved it", async () => {
    expect(await run("require-approvals", "3")).toMatchObject({ code: 2 });
    expect(await run("require-approvals", "1", "--yes")).toMatchObject({ code: 0 });
    const unprepared = await run("issue-batch", csv, "--yes");
    expect(unprepared.code).toBe(1);
    expect(unprepared.stderr).toContain("ERR_NOT_APPROVED");
    const preparation = await run("issue-batch", csv, "--prepare-only", "--yes", "--json");
    expect(preparation, preparation.stderr).toMatchObject({ code: 0 });
    prepared = (JSON.parse(preparation.stdout) as { file: string }).file;

    const unapproved = await run("issue-batch", csv, "--yes");
    expect(unapproved.code).toBe(1);
    expect(unapproved.stderr).toContain("has 0 of 1 approvals");

    expect(await run("approve", prepared, "--yes")).toMatchObject({ code: 1 });
    const proposed = await run("propose", prepared, "--yes");
    expect(proposed, proposed.stderr).toMatchObject({ code: 0 });
    const own = await run("approve", prepared, "--yes");
    expect(own.code).toBe(1);
    expect(own.stderr).toContain("OrganizationMayNotApprove");
    const waiting = await run("approvals", prepared);
    expect(waiting.stdout).toContain("1 more to approve");

    const approved = await asDean("approve", prepared, "--yes");
    expect(approved, approved.stderr).toMatchObject({ code: 0 });
    // The dean saw who gets what.
    for (const line of LINES) expect(approved.stderr).toContain(line.split(",")[1] ?? "");
    expect((await run("approvals", prepared)).stdout).toContain("may be issued");

    const issued = await run("issue-batch", csv, "--yes");
    expect(issued, issued.stderr).toMatchObject({ code: 0 });
    expect((await run("approvals", prepared)).stdout).toContain("not proposed in the last 30 days, or issued");
  }, 240_000);

  it("shows nobody another diploma than the one that would be issued, nor a part of it", async () => {
    const [head = "", first = ""] = readFileSync(prepared, "utf8").split("\n");
    const batch = JSON.parse(first) as { credentials: string[] };
    const [one = "", ...others] = batch.credentials;
    const [token, , ...rest] = one.split("~");
    const cases = [
      [[...others, one], "not the one that would be issued"],
      [[[token, ...rest].join("~"), ...others], "claims that are not shown"],
    ] as const;
    for (const [credentials, problem] of cases) {
      const forged = join(university.folder, "forged.prepared");
      writeFileSync(forged, `${head}\n${JSON.stringify({ ...batch, credentials })}\n`);
      const { code, stderr } = await asDean("approve", forged, "--yes");
      expect(code).toBe(1);
      expect(stderr).toContain(problem);
    }
  });

  it("lets nobody approve bytes for everybody to read that no record needs and nobody is shown", async () => {
    const [head = "", first = ""] = readFileSync(prepared, "utf8").split("\n");
    const batch = JSON.parse(first) as { data: string };
    const [number, category, key, items, blobs] = organizationInterface.decodeFunctionData("issueBatch", batch.data);
    const more = [...blobs, hexlify(encodeDictionary(toUtf8Bytes("about somebody")))];
    const data = organizationInterface.encodeFunctionData("issueBatch", [number, category, key, items, more]);
    const batchHash = batchHashOf(university.chain.chainId, university.organization, data);
    const forged = join(university.folder, "more.prepared");
    writeFileSync(forged, `${head}\n${JSON.stringify({ ...batch, data, batchHash })}\n`);
    const { code, stderr } = await asDean("approve", forged, "--yes");
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("bytes that no record needs") });
  });
});
