import { once } from "node:events";
import type { Socket } from "node:net";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { stalledNode } from "../fixtures/lyingNode.ts";
import { ask, expectProblem } from "./support/ask.ts";
import { limitedServices } from "./support/limitedServices.ts";

const { serviceWith, world } = limitedServices();

describe("H3: bodies", () => {
  const HEAD = "POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  const OF_LENGTH = `${HEAD}Content-Length: 200000\r\n\r\n{`;
  const IN_CHUNKS = `${HEAD}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`;

  /** Sends the head of a request, and all but the end of its body. */
  async function beginBody(
    url: string,
    localAddress: string,
    begin = OF_LENGTH,
  ): Promise<{ answer(): string; socket: Socket }> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), localAddress });
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    await once(socket, "connect");
    socket.write(begin);
    return { answer: () => answer, socket };
  }

  it.each([
    ["of a length that is told", OF_LENGTH],
    ["in chunks", IN_CHUNKS],
  ])("%s that never end are refused before they are read, and questions are answered meanwhile", async (_, begin) => {
    const service = await serviceWith({ concurrency: 8, arrivalMs: 60_000 });
    const url = await service.app.listen({ host: "127.0.0.1", port: 0 });
    // Two from one address, four in all: the others hear so at once, though their bodies have not come.
    const addresses = ["127.0.0.1", "127.0.0.2", "127.0.0.3"].flatMap((address) =>
      Array.from({ length: 5 }, () => address),
    );
    const begun: Awaited<ReturnType<typeof beginBody>>[] = [];
    for (const address of addresses) begun.push(await beginBody(url, address, begin));
    const refused = () => begun.filter(({ answer }) => answer().startsWith("HTTP/1.1 503"));
    await expect.poll(() => refused().length).toBe(11);
    for (const { answer } of refused()) expect(answer()).toMatch(/retry-after: \d+.*"code":"ERR_OVERLOADED"/s);
    for (let asked = 0; asked < 4; asked++) expect((await fetch(`${url}/v1/schemas`)).status).toBe(200);
    const [first, ...others] = begun;
    first?.socket.destroy();
    await expect.poll(async () => (await verifyNothing(url)).status).toBe(400);
    for (const { socket } of others) socket.destroy();
  });

  /** Comes from the first address, which has a place again when one of its bodies ends. */
  const verifyNothing = (url: string) =>
    fetch(`${url}/v1/verify`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });

  it("count for the rate before they are read, also where nothing takes them", async () => {
    const service = await serviceWith({ ratePerMinute: 2, arrivalMs: 60_000 });
    const url = await service.app.listen({ host: "127.0.0.1", port: 0 });
    for (const _ of [1, 2]) expect((await fetch(`${url}/nothing`, { method: "POST", body: "x" })).status).toBe(404);
    const { answer, socket } = await beginBody(url, "127.0.0.1");
    await expect.poll(answer).toMatch(/^HTTP\/1\.1 429 .*"code":"ERR_RATE"/s);
    socket.destroy();
  });

  it.each([
    ["values", `[${"1,".repeat(140_000)}1]`],
    ["members", `{${Array.from({ length: 20_000 }, (_, index) => `"m${index}":1`).join(",")}}`],
    ["escapes", `"${"\\n".repeat(140_000)}"`],
  ])("of very many %s are given up early", async (_what, payload) => {
    const service = await serviceWith({});
    const headers = { "content-type": "application/json" };
    const answer = await ask(service, { method: "POST", url: "/v1/verify", payload, headers });
    expectProblem(answer, 400, "ERR_JSON");
    const [, position = ""] = /\(at character (\d+)\)/.exec(answer.body.detail) ?? [];
    expect(Number(position)).toBeLessThan(payload.length / 1.5);
  });
});

describe("H3: papers", () => {
  it("are not read unless the chain waits for some, one at once from an address, few in all, and few a minute", async () => {
    const { chain, release } = stalledNode(world());
    const service = await serviceWith({ papersPerMinute: 4 }, { chain });
    let read = 0;
    const papers = () =>
      Readable.from(
        (async function* () {
          for (; read < 1_000; read++) yield Buffer.alloc(65_536);
        })(),
        { objectMode: false, highWaterMark: 1 },
      );
    const url = `/v1/applications?issuer=${world().university.address}`;
    const headers = { "content-type": "application/pdf" };
    const submit = (remoteAddress: string) =>
      ask(service, { method: "POST", url, payload: papers(), headers, remoteAddress });
    const waiting = [submit("2001:db8::1")];
    await setImmediate();
    // Of IPv6 a client has a whole /64.
    for (const last of [1, 2, 3]) expectProblem(await submit(`2001:db8::${last}`), 503, "ERR_OVERLOADED");
    expectProblem(await submit("2001:db8::1"), 429, "ERR_RATE");
    waiting.push(submit("192.0.2.1"));
    await setImmediate();
    expectProblem(await submit("192.0.2.2"), 503, "ERR_OVERLOADED");
    expect((await ask(service, "/v1/schemas")).status).toBe(200);
    release();
    for (const answer of await Promise.all(waiting)) expectProblem(answer, 409, "ERR_EVIDENCE");
    expect(read).toBeLessThan(20);
  });
});
