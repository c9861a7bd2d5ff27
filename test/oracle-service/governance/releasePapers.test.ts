import { keccak256 } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAudit } from "../../../oracle-service/governance/auditLog.ts";
import { releasePapers } from "../../../oracle-service/governance/releasePapers.ts";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { authorityNumber, categoryMask } from "../../../sdk/registry/accreditationCall.ts";
import type { World } from "../../fixtures/world.ts";
import { EVIDENCE, openWorld } from "../../fixtures/world.ts";
import { ask, expectProblem } from "../support/ask.ts";
import { applicant, PAPERS, submit } from "../support/council.ts";
import { indexWorld } from "../support/indexWorld.ts";
import type { TestService } from "../support/openService.ts";
import { openService } from "../support/openService.ts";

const TOKEN = "r".repeat(32);
const OTHERS = Buffer.from("Carte di un'altra accademia, che vuole essere accreditata");

let world: World;
let service: TestService;
let refused: string;
let admitted: string;

beforeAll(async () => {
  world = await openWorld();
  refused = await applicant(world);
  admitted = await applicant(world, OTHERS);
  const papersTotalBytes = PAPERS.length + OTHERS.length;
  service = await openService(world, { reviewToken: TOKEN, limits: { papersTotalBytes } });
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
});

const release = async () => {
  await indexWorld(world, service.store);
  await releasePapers(service.store, world.chain.network, () => 1);
};
const kept = async () => {
  const rows = await service.store.selectFrom("applications").select(["organization", "papers"]).execute();
  return new Map(rows.map(({ organization, papers }) => [organization, papers]));
};
const bytesKept = async () => (await service.store.selectFrom("papers_kept").select("bytes").executeTakeFirst())?.bytes;

describe("releasePapers", () => {
  it("forgets what was turned down or admitted, and nothing that waits; the hash and the log stay", async () => {
    expect((await submit(service, refused)).status).toBe(201);
    const { body: other } = await submit(service, admitted, OTHERS);
    await release();
    expect(await bytesKept()).toBe(PAPERS.length + OTHERS.length);

    await world.decide({ act: "withdraw", reason: "request", evidence: EVIDENCE }, refused);
    for (let times = 0; times < 2; times++) await release();
    expect(await kept()).toEqual(
      new Map([
        [refused, ""],
        [admitted, OTHERS.toString("base64")],
      ]),
    );
    expect(await bytesKept()).toBe(OTHERS.length);

    await world.decide({ act: "admit", authority: "direct", categories: ["vocational"], evidence: EVIDENCE }, admitted);
    await release();
    const headers = { authorization: `Bearer ${TOKEN}` };
    const { body: review } = await ask(service, { url: `/v1/applications/${other.id}/review`, headers });
    expect([review.papers, review.evidence, await bytesKept()]).toEqual(["", keccak256(OTHERS), 0]);
    const entries = await service.store
      .selectFrom("audit")
      .select("kind")
      .where("kind", "=", "papers_released")
      .execute();
    expect([entries.length, await checkAudit(service.store)]).toMatchObject([2, { whole: true }]);
    expectProblem(await submit(service, refused), 409, "ERR_EVIDENCE");
  }, 60_000);

  it("takes them again when the organization applies again with the same, and keeps them", async () => {
    const scope = [authorityNumber("direct"), categoryMask(["vocational"])] as const;
    const contract = connectOrganization(refused, world.mallory.account);
    await sendTransaction(() => contract.applyForAccreditation(...scope, keccak256(PAPERS)));
    expect((await submit(service, refused)).status).toBe(201);
    expect((await submit(service, refused)).status).toBe(200);
    await release();
    expect([(await kept()).get(refused), await bytesKept()]).toEqual([PAPERS.toString("base64"), PAPERS.length]);
  });
});
