import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Graduate } from "../../../fixtures/graduate.ts";
import { openGraduate } from "../../../fixtures/graduate.ts";

describe("how a graduate ends what was agreed with an organization", () => {
  let graduate: Graduate;
  const ask = async (file: string) => {
    const { organization } = graduate.university;
    await graduate.json(["wallet", "request", "--organization", organization, "--type", "certificate", "--out", file]);
  };
  beforeAll(async () => {
    graduate = await openGraduate();
  });
  afterAll(() => graduate.close());

  it("whoever has left gets nothing new, and what was issued still opens", async () => {
    await graduate.json(["wallet", "leave", graduate.university.organization]);
    const [wallet] = await graduate.json<{ address: string }[]>(["wallet", "show"]);
    const issue = ["org", "issue", "--wallet", wallet?.address ?? "", "--claims", "claims.json", "--award", "2026/9"];
    expect((await graduate.staff([...issue, "--out", "claim-9.json"])).stderr).toContain("OrganizationNotEnrolled");
    expect((await graduate.run(["wallet", "open", "1", "--claim", "claim.json"])).code).toBe(0);
    expect((await graduate.run(["wallet", "leave", graduate.university.organization])).stderr).toContain(
      "not enrolled",
    );
  });

  it("a consent that was not used is worthless once taken back", async () => {
    const consent = ["wallet", "consent", "--organization", graduate.university.organization, "--student", "S2"];
    await graduate.json([...consent, "--index", "1", "--out", "consent-2.json"]);
    const taken = await graduate.json<{ act: string }>(["wallet", "take-back", "consent-2.json"]);
    expect(taken.act).toBe("withdrawConsent");
    expect((await graduate.staff(["org", "enrol", "consent-2.json", "--allow-unclaimed-consents"])).stderr).toContain(
      "OrganizationNonceUsed",
    );
  });

  it("one that was used is told, with the way to leave", async () => {
    const { code, stderr } = await graduate.run(["wallet", "take-back", "consent.json"]);
    expect(code).not.toBe(0);
    expect(stderr).toContain(`cscss wallet leave ${graduate.university.organization}`);
  });

  it("a request is taken back before it is accepted, and after", async () => {
    await ask("early.json");
    const early = await graduate.json<{ act: string }>(["wallet", "take-back", "early.json"]);
    expect(early.act).toBe("withdrawConsent");
    expect((await graduate.staff(["org", "requests", "accept", "early.json", "--yes"])).code).not.toBe(0);

    await ask("late.json");
    expect((await graduate.staff(["org", "requests", "accept", "late.json", "--yes"])).stderr).not.toContain("ERR_");
    const late = await graduate.json<{ act: string }>(["wallet", "take-back", "late.json"]);
    expect(late.act).toBe("withdrawRequest");
    expect((await graduate.run(["wallet", "take-back", "late.json"])).stderr).toContain("taken back before");
  });

  it("nothing is taken back on a dry run, nor by a file that is something else", async () => {
    await ask("kept.json");
    expect((await graduate.run(["wallet", "take-back", "kept.json", "--dry-run"])).code).toBe(0);
    const taken = await graduate.json<{ act: string }>(["wallet", "take-back", "kept.json"]);
    expect(taken.act).toBe("withdrawConsent");
    const { stderr } = await graduate.run(["wallet", "take-back", "claims.json"]);
    expect(stderr).toContain("neither a consent nor a request");
    expect(JSON.parse(readFileSync(join(graduate.folder, "claims.json"), "utf8"))).toHaveProperty("awardTitle");
  });
});
