import { afterAll, beforeAll, describe, it } from "vitest";
import { exportClaims } from "../../../sdk/export/exportClaims.ts";
import { exportSdJwt } from "../../../sdk/export/exportSdJwt.ts";
import { importCredential } from "../../../sdk/export/importCredential.ts";
import type { OpenedRecord } from "../../../sdk/wallet/openRecords.ts";
import { amend, issue } from "../../fixtures/issuing.ts";
import { ask, expectInvalid, expectValid } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("a credential that was exported and imported", () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
  });

  afterAll(() => world.close());

  it.each<[string, (record: OpenedRecord) => string]>([
    ["an SD-JWT", (record) => exportSdJwt(record).content],
    ["plain JSON", (record) => JSON.stringify(exportClaims(record).content)],
  ])("as %s verifies against the chain like the one in the wallet, in every profile", async (_, write) => {
    for (const profile of [1, 2, 3] as const) {
      const held = await issue(world, { profile });
      const imported = importCredential(write(held.record));
      const record = { ...imported, issuer: held.record.issuer };
      expectValid(await ask(world, { ...held, record }, { claims: ["awardTitle", "awardDate", "familyName"] }));
    }
  });

  it("is superseded like any other once the record is amended", async () => {
    const held = await issue(world);
    const kept = importCredential(exportSdJwt(held.record).content);
    await amend(world, held, { claims: { ...held.award.claims, finalGrade: "111" } });
    const record = { ...kept, issuer: held.record.issuer };
    expectInvalid(await ask(world, { ...held, record }), "sequence ERR_SUPERSEDED");
  });
});
