import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import { ask, expectProblem } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

const POSTS = ["/v1/verify", "/v1/requests"];

let world: World;
let service: TestService;

beforeAll(async () => {
  world = await openWorld();
  service = await openService(world);
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
});

function send(url: string, payload: string | Buffer, type = "application/json") {
  return ask(service, { method: "POST", url, payload, headers: { "content-type": type } });
}

describe.each(POSTS)("H1: a body sent to %s", (url) => {
  it("is refused if it is not JSON", async () => {
    const bodies = ["", "{", '{"a":1}x', "{'a':1}", '{"a":01}', '{"a":1e999}', '{"a":"\\ud800"}', '{"a":1,}'];
    for (const body of bodies) expectProblem(await send(url, body), 400, "ERR_JSON");
  });

  it("is refused if two readers could see two things in it", async () => {
    for (const body of ['{"a":1,"a":2}', '{"a":{"b":1,"\\u0062":2}}', '{"__proto__":{}}']) {
      expectProblem(await send(url, body), 400, "ERR_JSON");
    }
  });

  it("is refused if it is not UTF-8, or has a byte order mark", async () => {
    expectProblem(await send(url, Buffer.from([0x22, 0xff, 0x22])), 400, "ERR_ENCODING");
    expectProblem(await send(url, Buffer.from("\ufeff{}")), 400, "ERR_ENCODING");
    expectProblem(await send(url, Buffer.from("{}", "utf16le")), 400, "ERR_JSON");
  });

  it("is refused if it is nested deeply", async () => {
    const deep = 8_000;
    expectProblem(await send(url, `${"[".repeat(deep)}${"]".repeat(deep)}`), 400, "ERR_JSON");
    expectProblem(await send(url, `${'{"a":'.repeat(33)}1${"}".repeat(33)}`), 400, "ERR_JSON");
  });

  it("is refused if it is too large, announced or not", async () => {
    const body = JSON.stringify({ presentation: "x".repeat(300_000) });
    expectProblem(await send(url, body), 413, "ERR_BODY_SIZE");
  });

  it("is refused if it is of another kind", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"]) {
      expectProblem(await send(url, "{}", type), 415, "ERR_MEDIA_TYPE");
    }
  });

  it("is refused if it is valid JSON of another form, and every place is named", async () => {
    for (const body of ["null", "[]", "1", '"x"', "{}"]) expectProblem(await send(url, body), 400, "ERR_ARGUMENT");
    expectProblem(await ask(service, { method: "POST", url }), 400, "ERR_ARGUMENT");
  });

  it("does not make the answer large", async () => {
    const members = Array.from({ length: 500 }, (_, index) => `"${`member${index}`.padEnd(20, "x")}":1`);
    const { body } = await send(url, `{${members.join(",")}}`);
    expect(JSON.stringify(body).length).toBeLessThan(10_000);
  });
});

describe("H3: injection", () => {
  it("finds nothing behind a path", async () => {
    const paths = ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/v1//issuers", "/V1/issuers"];
    for (const url of paths) expectProblem(await ask(service, url), 404, "ERR_NOT_FOUND");
    expectProblem(await ask(service, "/v1/issuers/%zz"), 400, "ERR_HTTP");
  });

  it("writes nothing of a request into the headers of the answer", async () => {
    const evil = "x%0d%0aSet-Cookie:%20a=b";
    for (const url of [`/v1/issuers/${evil}`, `/v1/authorization?issuer=${evil}&category=device`, `/${evil}`]) {
      const { headers } = await ask(service, { url, headers: { "x-request-id": "mine", "x-forwarded-for": "evil" } });
      expect(headers["set-cookie"]).toBeUndefined();
      expect(JSON.stringify(headers)).not.toMatch(/Set-Cookie|mine|evil/);
    }
  });

  it("passes nothing on that is not an address", async () => {
    for (const issuer of ["0x0' OR '1'='1", '{"$gt":""}', "vitalik.eth", "../registry", "0x"]) {
      const url = `/v1/authorization?issuer=${encodeURIComponent(issuer)}&category=device`;
      expectProblem(await ask(service, url), 400, "ERR_ARGUMENT");
    }
  });

  it("lets nobody keep or sniff an answer", async () => {
    for (const url of ["/v1/issuers", "/v1/issuers/x", "/nothing"]) {
      const { headers } = await ask(service, url);
      expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    }
  });
});
