import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../fixtures/world.ts";
import { DAY, EVIDENCE, makeOrganization, openWorld } from "../fixtures/world.ts";
import { expectProblem, post } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

let world: World;
let service: TestService;
let question: Record<string, unknown>;
let body: string;

const iso = (time: number): string => new Date(time * 1000).toISOString().replace(".000", "");

beforeAll(async () => {
  world = await openWorld();
  body = await makeOrganization(world.chain, world.mallory.account, "Ente di riconoscimento");
  await world.decide({ act: "admit", authority: "cross", categories: ["higher_education"], evidence: EVIDENCE }, body);
  await world.local.increaseTime(DAY);
  await world.decide({ act: "suspend", evidence: EVIDENCE });
  service = await openService(world);
  question = {
    entity_id: `did:ethr:0x7a69:${world.university.address}`,
    authority_id: `did:ethr:0x7a69:${world.chain.generation.registry}`,
    action: "issue",
    resource: "higher_education",
  };
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
});

describe("POST /authorization (TRQP 2.0)", () => {
  it("answers for now, with what was asked and the time it is about", async () => {
    const { status, body: answer } = await post(service, "/authorization", question);
    expect(status).toBe(200);
    const { timestamp = 0 } = (await world.chain.provider.getBlock("latest")) ?? {};
    expect(answer).toEqual({
      ...question,
      authorized: false,
      time_evaluated: iso(timestamp),
      message: expect.stringContaining("suspended"),
    });
  });

  it("answers for the time in the context, and gives the context back", async () => {
    const before = iso((await world.local.now()) - DAY);
    const context = { time: before, reason: "a diploma of that day" };
    const { body: answer } = await post(service, "/authorization", { ...question, context });
    expect(answer).toMatchObject({ authorized: true, time_requested: before, time_evaluated: before, context });
    const council = `did:ethr:0x7a69:${world.chain.generation.governance.council}`;
    const asked = { ...question, authority_id: council, resource: "device", context: { time: before } };
    expect((await post(service, "/authorization", asked)).body.authorized).toBe(false);
  });

  it("says that it does not answer for other authorities, actions or resources", async () => {
    for (const change of [
      { authority_id: "did:web:other.example" },
      { action: "verify" },
      { action: "recognize" },
      { resource: "constructor" },
    ]) {
      expectProblem(await post(service, "/authorization", { ...question, ...change }), 404, "ERR_QUERY_UNKNOWN");
    }
  });

  it("refuses what is no query", async () => {
    for (const change of [
      { entity_id: undefined },
      { entity_id: 7 },
      { assertion_id: "x" },
      { context: { time: "2026-11-02T08:00:00+01:00" } },
      { context: { time: "2026-11-02" } },
      { context: [] },
    ]) {
      expectProblem(await post(service, "/authorization", { ...question, ...change }), 400, "ERR_ARGUMENT");
    }
    const other = { ...question, entity_id: `did:ethr:0x1:${world.university.address}` };
    expectProblem(await post(service, "/authorization", other), 400, "ERR_CHAIN");
  });
});

describe("POST /recognition (TRQP 2.0)", () => {
  it("recognizes bodies that may issue to any holder, and no others", async () => {
    const asked = { ...question, action: "recognize", entity_id: body };
    expect((await post(service, "/recognition", asked)).body).toMatchObject({ recognized: true });
    expect((await post(service, "/recognition", { ...asked, resource: "device" })).body.recognized).toBe(false);
    const time = iso((await world.local.now()) - DAY);
    const university = { ...asked, entity_id: question.entity_id, context: { time } };
    const { body: answer } = await post(service, "/recognition", university);
    expect(answer).toMatchObject({ recognized: false, message: expect.stringContaining("not a recognition body") });
    expectProblem(await post(service, "/recognition", question), 404, "ERR_QUERY_UNKNOWN");
  });
});
