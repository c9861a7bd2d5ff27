import { once } from "node:events";
import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { stalledNode } from "../fixtures/lyingNode.ts";
import type { Answered } from "./support/ask.ts";
import { ask, expectProblem, post } from "./support/ask.ts";
import { limitedServices } from "./support/limitedServices.ts";

const TERMS = { audience: "hr.example.com", purpose: "Test", claims: ["awardTitle"] };

const { serviceWith, world } = limitedServices();

describe("H2: a flood", () => {
  it("from one address is answered with 429 and Retry-After; others are served, and health always", async () => {
    const service = await serviceWith({ ratePerMinute: 20 });
    const asked: Promise<Answered>[] = [];
    for (let index = 0; index < 200; index++) {
      asked.push(ask(service, "/v1/schemas"));
      // As they come from a socket: the limiter counts what starts in one tick as one moment.
      await setImmediate();
    }
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    for (const answer of answers.filter(({ status }) => status !== 200)) expectProblem(answer, 429, "ERR_RATE");
    const other = await ask(service, { url: "/v1/schemas", remoteAddress: "192.0.2.7" });
    expect([other.status, (await ask(service, "/healthz")).status]).toEqual([200, 200]);
  });

  it("counts what is refused: unknown paths and broken bodies", async () => {
    const service = await serviceWith({ ratePerMinute: 4 });
    for (const url of ["/a", "/b"]) expectProblem(await ask(service, url), 404, "ERR_NOT_FOUND");
    for (const _ of [1, 2]) {
      const broken = {
        method: "POST",
        url: "/v1/verify",
        payload: "{",
        headers: { "content-type": "application/json" },
      };
      expectProblem(await ask(service, broken as never), 400, "ERR_JSON");
    }
    expectProblem(await ask(service, "/c"), 429, "ERR_RATE");
    expectProblem(await post(service, "/v1/requests", TERMS), 429, "ERR_RATE");
  });

  it("is not let through by a header that names another address", async () => {
    const service = await serviceWith({ ratePerMinute: 2 });
    const statuses = [];
    for (let index = 0; index < 4; index++) {
      const headers = { "x-forwarded-for": `192.0.2.${index}`, "x-real-ip": `192.0.2.${index}` };
      statuses.push((await ask(service, { url: "/v1/schemas", headers })).status);
    }
    expect(statuses).toEqual([200, 200, 429, 429]);
  });

  it("is told apart by client behind a proxy that is trusted, and only there", async () => {
    const service = await serviceWith({ ratePerMinute: 1 }, { trustedProxies: ["10.0.0.0/8"] });
    const through = async (remoteAddress: string, client: string) => {
      const headers = { "x-forwarded-for": client };
      return (await ask(service, { url: "/v1/schemas", remoteAddress, headers })).status;
    };
    const proxied = [await through("10.0.0.1", "192.0.2.1"), await through("10.0.0.1", "192.0.2.2")];
    const direct = [await through("203.0.113.9", "192.0.2.3"), await through("203.0.113.9", "192.0.2.4")];
    expect([proxied, direct]).toEqual([
      [200, 200],
      [200, 429],
    ]);
  });

  it("that the node is too slow for is answered with 503 and Retry-After at once, and passes", async () => {
    const { chain, release } = stalledNode(world());
    const service = await serviceWith({ concurrency: 5 }, { chain });
    const url = `/v1/issuers/${world().university.address}`;
    const waiting = Array.from({ length: 5 }, () => ask(service, url));
    const refused = await Promise.all(Array.from({ length: 50 }, () => ask(service, url)));
    for (const answer of refused) expectProblem(answer, 503, "ERR_OVERLOADED");
    expect((await ask(service, "/healthz")).status).toBe(200);
    release();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await ask(service, url)).status).toBe(200);
  });
});

describe("an answer that takes too long", () => {
  it("is given up with 503 and Retry-After, and its place is free only when the work is done", async () => {
    const { chain, release } = stalledNode(world());
    const service = await serviceWith({ answerMs: 100, concurrency: 1 }, { chain });
    const url = `/v1/issuers/${world().university.address}`;
    expectProblem(await ask(service, url), 503, "ERR_TIMEOUT");
    expectProblem(await ask(service, url), 503, "ERR_OVERLOADED");
    release();
    await expect.poll(async () => (await ask(service, url)).status).toBe(200);
    expect(service.log.join("")).not.toMatch(/unhandled|already sent/i);
  });
});

describe("a connection that takes nothing of its answers", () => {
  it("is cut off, and one that does is not", async () => {
    const service = await serviceWith({ arrivalMs: 500, answerMs: 200 });
    const { port } = new URL(await service.app.listen({ host: "127.0.0.1", port: 0 }));
    const [idle, other] = [connect(Number(port), "127.0.0.1"), connect(Number(port), "127.0.0.1")];
    const open = () => new Promise((resolve) => service.app.server.getConnections((_, count) => resolve(count)));
    await Promise.all([once(idle, "connect"), once(other, "connect")]);
    const question = "GET /v1/schemas HTTP/1.1\r\nHost: x\r\n\r\n";
    let taken = 0;
    other.on("data", (chunk) => {
      taken += chunk.length;
    });
    other.write(question);
    await expect.poll(() => taken).toBeGreaterThan(1_000);
    idle.pause();
    idle.write(question.repeat(90));
    await expect.poll(open, { timeout: 10_000 }).toBe(1);
    expect(other.destroyed).toBe(false);
    for (const socket of [idle, other]) socket.destroy();
  });
});

describe("requests that wait for their answers", () => {
  it("are limited in number, and the expired ones make room", async () => {
    let clock = await world().local.now();
    const service = await serviceWith({ waitingRequests: 3 }, { now: () => clock });
    const terms = { ...TERMS, validFor: 60 };
    for (const _ of [1, 2, 3]) expect((await post(service, "/v1/requests", terms)).status).toBe(201);
    expectProblem(await post(service, "/v1/requests", terms), 503, "ERR_OVERLOADED");
    clock += 61;
    expect((await post(service, "/v1/requests", terms)).status).toBe(201);
  });

  it("are limited for each client, so that none takes the places of all", async () => {
    let clock = await world().local.now();
    const service = await serviceWith({ waitingPerClient: 2, waitingRequests: 5 }, { now: () => clock });
    const make = (remoteAddress: string, validFor: number) =>
      ask(service, { method: "POST", url: "/v1/requests", remoteAddress, payload: { ...TERMS, validFor } });
    expect((await make("192.0.2.1", 600)).status).toBe(201);
    expect((await make("192.0.2.1", 60)).status).toBe(201);
    const refused = await make("192.0.2.1", 60);
    expectProblem(refused, 429, "ERR_RATE");
    expect(refused.headers["retry-after"]).toBe("61");
    expect((await make("192.0.2.2", 60)).status).toBe(201);
    // Of IPv6 a client has a whole /64.
    for (const last of [1, 2]) expect((await make(`2001:db8::${last}`, 60)).status).toBe(201);
    expectProblem(await make("2001:db8::3", 60), 429, "ERR_RATE");
    clock += 61;
    expect((await make("192.0.2.1", 60)).status).toBe(201);
    expectProblem(await make("192.0.2.1", 60), 429, "ERR_RATE");
  });

  it("take nothing of a client's share where they were refused, for all places were taken", async () => {
    let clock = await world().local.now();
    const service = await serviceWith({ waitingPerClient: 2, waitingRequests: 1 }, { now: () => clock });
    const make = (remoteAddress: string, validFor: number) =>
      ask(service, { method: "POST", url: "/v1/requests", remoteAddress, payload: { ...TERMS, validFor } });
    expect((await make("192.0.2.1", 60)).status).toBe(201);
    // Whoever tries again and again while another fills the store.
    for (let tries = 0; tries < 4; tries++) expectProblem(await make("192.0.2.2", 3_600), 503, "ERR_OVERLOADED");
    clock += 61;
    expect((await make("192.0.2.2", 3_600)).status).toBe(201);
  });

  it("wait for an hour at most", async () => {
    const service = await serviceWith({});
    expect((await post(service, "/v1/requests", { ...TERMS, validFor: 3_600 })).status).toBe(201);
    expectProblem(await post(service, "/v1/requests", { ...TERMS, validFor: 3_601 }), 400, "ERR_ARGUMENT");
  });
});
