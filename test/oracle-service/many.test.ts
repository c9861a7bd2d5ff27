import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import type { PresentationRequest } from "../../sdk/presentation/PresentationRequest.ts";
import type { Held } from "../fixtures/issuing.ts";
import { issue } from "../fixtures/issuing.ts";
import { EMPLOYER, WANTED } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import { expectProblem, post } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";
import type { TestStores } from "./support/testStores.ts";
import { STORE_KINDS, testStores } from "./support/testStores.ts";

const TERMS = { audience: EMPLOYER, purpose: "x", claims: [...WANTED] };

let world: World;
let held: Held;

beforeAll(async () => {
  world = await openWorld();
  held = await issue(world);
}, 120_000);

afterAll(() => world.close());

async function present(request: PresentationRequest): Promise<string> {
  return answerRequest(request, { credential: held.record, signer: held.person.signer, now: await world.local.now() });
}

const itemOf = (presentation: string, nonce: string) => ({ presentation, expected: { kind: "answer", nonce } });

describe.each(STORE_KINDS)("requests on %s", (kind) => {
  let stores: TestStores;

  beforeAll(async () => {
    stores = await testStores(kind);
  });

  afterAll(() => stores.close());

  it("outlive a restart, and take one answer, however many come at once and wherever", async () => {
    const store = await stores.open();
    const first = await openService(world, { store });
    const request = (await post(first, "/v1/requests", TERMS)).body;
    await first.app.close();
    const services = await Promise.all([openService(world, { store }), openService(world, { store })]);
    const item = itemOf(await present(request), request.nonce);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(services[index % 2] as TestService, "/v1/verify", item)),
    );
    const verdicts = answers.map(({ body }) => body.verdict).sort();
    expect(verdicts).toEqual([...Array.from({ length: 19 }, () => "invalid"), "valid"]);
    const reasons = new Set(answers.flatMap(({ body }) => body.reason?.code ?? []));
    expect([...reasons]).toEqual(["ERR_NONCE_USED"]);
    await Promise.all(services.map(({ app }) => app.close()));
  });

  it("are limited in number and forgotten when their time is over", async () => {
    const store = await stores.open();
    let now = await world.local.now();
    const service = await openService(world, { store, now: () => now, limits: { waitingRequests: 3 } });
    for (let made = 0; made < 3; made++) expect((await post(service, "/v1/requests", TERMS)).status).toBe(201);
    expectProblem(await post(service, "/v1/requests", TERMS), 503, "ERR_OVERLOADED");
    now += 1_000;
    expect((await post(service, "/v1/requests", TERMS)).status).toBe(201);
    expect(await store.selectFrom("requests").selectAll().execute()).toHaveLength(1);
    await service.app.close();
  });
});

describe("POST /v1/verify-many", () => {
  let service: TestService;

  beforeAll(async () => {
    service = await openService(world);
  });

  afterAll(() => service.app.close());

  async function many(payload: object) {
    const response = await service.app.inject({ method: "POST", url: "/v1/verify-many", payload });
    expect([response.statusCode, response.headers["content-type"]]).toEqual([200, "application/x-ndjson"]);
    const lines = response.body.trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line));
  }

  it("gives a line for each, in order, also for those without a verdict", async () => {
    const items = [];
    for (let index = 0; index < 20; index++) {
      const request = (await post(service, "/v1/requests", TERMS)).body;
      items.push(itemOf(index % 3 === 1 ? "bad" : await present(request), request.nonce));
    }
    items[2] = itemOf("x", "A".repeat(22));
    const lines = await many({ items });
    expect(lines.map(({ index }) => index)).toEqual(items.map((_, index) => index));
    expect(lines.map(({ verification, problem }) => verification?.verdict ?? problem.code)).toEqual(
      items.map((_, index) => (index === 2 ? "ERR_REQUEST_UNKNOWN" : index % 3 === 1 ? "invalid" : "valid")),
    );
  });

  it("uses a nonce up once within one list", async () => {
    const request = (await post(service, "/v1/requests", TERMS)).body;
    const item = itemOf(await present(request), request.nonce);
    const lines = await many({ items: [item, item, item] });
    expect(lines.map(({ verification }) => verification.verdict).sort()).toEqual(["invalid", "invalid", "valid"]);
  });

  it("takes a hundred and no more, and nothing of another form", async () => {
    const item = itemOf("x", "A".repeat(22));
    expect(await many({ items: Array.from({ length: 100 }, () => item) })).toHaveLength(100);
    for (const items of [[], Array.from({ length: 101 }, () => item), [{}], "x"]) {
      expectProblem(await post(service, "/v1/verify-many", { items }), 400, "ERR_ARGUMENT");
    }
    expectProblem(await post(service, "/v1/verify-many", { items: ["x".repeat(2_100_000)] }), 413, "ERR_BODY_SIZE");
  });

  it("cuts off who takes the results too slowly, and has their places again", async () => {
    const impatient = await openService(world, { limits: { answerMs: 1_000 } });
    const items = Array.from({ length: 100 }, () => ({ presentation: "bad", expected: { kind: "standing" } }));
    // The answer comes as a stream that nobody reads.
    const list = (remoteAddress: string) => {
      const asked = { method: "POST", url: "/v1/verify-many", payload: { items }, remoteAddress } as const;
      return impatient.app.inject({ ...asked, payloadAsStream: true });
    };
    const idle = await Promise.all([1, 2, 3, 4].map((last) => list(`192.0.2.${last}`)));
    expect(idle.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect((await list("192.0.2.5")).statusCode).toBe(503);
    await expect.poll(async () => (await list("192.0.2.5")).statusCode).toBe(200);
    await impatient.app.close();
  });

  it("serves one list of a client at a time, so that who reads slowly takes no place of others", async () => {
    const items = Array.from({ length: 100 }, () => ({ presentation: "bad", expected: { kind: "standing" } }));
    const list = (remoteAddress: string) => {
      const asked = { method: "POST", url: "/v1/verify-many", payload: { items }, remoteAddress } as const;
      return service.app.inject({ ...asked, payloadAsStream: true });
    };
    const idle = await list("2001:db8::1");
    expect(idle.statusCode).toBe(200);
    // Of IPv6 a client has a whole /64.
    for (const last of ["1", "2", "3"]) {
      const refused = await list(`2001:db8::${last}`);
      expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([429, "5"]);
      refused.stream().resume();
    }
    const other = await list("192.0.2.1");
    expect(other.statusCode).toBe(200);
    for (const answer of [idle, other]) answer.stream().resume();
    await expect
      .poll(async () => {
        const again = await list("2001:db8::2");
        again.stream().resume();
        return again.statusCode;
      })
      .toBe(200);
  });

  it("refuses further lists of a client at once, and is free again when clients leave", async () => {
    const url = await service.app.listen({ port: 0, host: "127.0.0.1" });
    const item = itemOf("x".repeat(15_000), "A".repeat(22));
    const body = JSON.stringify({ items: Array.from({ length: 100 }, () => item) });
    const ask = async () => {
      const cut = new AbortController();
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/v1/verify-many`, {
        method: "POST",
        body,
        headers,
        signal: cut.signal,
      });
      return { answer, cut };
    };
    for (let round = 0; round < 3; round++) {
      const asked = await Promise.all(Array.from({ length: 12 }, ask));
      for (const { answer } of asked) expect([200, 429]).toContain(answer.status);
      for (const { answer, cut } of asked) {
        const reading = answer.text().catch(() => "cut");
        cut.abort();
        await reading;
      }
    }
    await expect.poll(async () => (await ask()).answer.status).toBe(200);
  });
});
