import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Chain } from "../../sdk/network/connectChain.ts";
import { connectChain } from "../../sdk/network/connectChain.ts";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import type { Held } from "../fixtures/issuing.ts";
import { issue } from "../fixtures/issuing.ts";
import type { Call } from "../fixtures/lyingNode.ts";
import { throughNode } from "../fixtures/lyingNode.ts";
import { EMPLOYER, WANTED } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import { ask, expectProblem, post } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

const SECRET = "http://user:secret@node.internal:8545";

let world: World;
let held: Held;
const opened: FastifyInstance[] = [];

beforeAll(async () => {
  world = await openWorld();
  held = await issue(world);
}, 120_000);

afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
});

afterAll(() => world.close());

async function serviceOn(chain: Chain): Promise<TestService> {
  const service = await openService(world, { chain });
  opened.push(service.app);
  return service;
}

const serviceThrough = (tell: (call: Call, truth: () => Promise<unknown>) => unknown) =>
  serviceOn(throughNode(world, tell));

/** Every route that reads the chain. */
const reads = () => [
  `/v1/authorization?issuer=${world.university.address}&category=device`,
  `/v1/issuers/${world.university.address}`,
  `/v1/issuers/${world.university.address}/history`,
  "/v1/issuers",
  "/readyz",
];

async function verdictOf(service: TestService) {
  const { body: request } = await post(service, "/v1/requests", {
    audience: EMPLOYER,
    purpose: "x",
    claims: [...WANTED],
  });
  const now = await world.local.now();
  const presentation = await answerRequest(request, { credential: held.record, signer: held.person.signer, now });
  const { status, body } = await post(service, "/v1/verify", {
    presentation,
    expected: { kind: "answer", nonce: request.nonce },
  });
  return { status, verdict: body.verdict, code: body.reason?.code };
}

describe("H7: a node", () => {
  it("that does not answer gives 503 with Retry-After, verdicts say notCheckable, and both recover", async () => {
    let down = true;
    const service = await serviceThrough((_call, truth) => {
      if (down) throw new Error(`connect ECONNREFUSED ${SECRET}`);
      return truth();
    });
    for (const url of reads()) expectProblem(await ask(service, url), 503, "ERR_NODE_UNREACHABLE");
    expect(await verdictOf(service)).toEqual({ status: 200, verdict: "notCheckable", code: "ERR_NODE_UNREACHABLE" });
    expect((await ask(service, "/healthz")).status).toBe(200);
    expect(service.log.join("")).not.toMatch(/secret|node\.internal/);
    down = false;
    for (const url of reads()) expect((await ask(service, url)).status).toBe(200);
    expect(await verdictOf(service)).toEqual({ status: 200, verdict: "valid", code: undefined });
  });

  it("of another chain is not believed", async () => {
    const network = { ...world.chain.network, genesisHash: `0x${"12".repeat(32)}` };
    const service = await serviceOn(connectChain(network, world.local.provider));
    for (const url of reads()) expectProblem(await ask(service, url), 503, "ERR_NODE_CHAIN");
    expect(await verdictOf(service)).toMatchObject({ verdict: "notCheckable", code: "ERR_NODE_CHAIN" });
  });

  it("that shows other code is not believed", async () => {
    const service = await serviceThrough((call, truth) => (call.method === "eth_getCode" ? "0x60" : truth()));
    for (const url of reads()) expectProblem(await ask(service, url), 503, "ERR_NODE_CODE");
  });

  it("that goes back behind a block it has shown is not believed", async () => {
    let latest = "latest";
    const service = await serviceThrough(({ method, params }, truth) =>
      method === "eth_getBlockByNumber" && params[0] === "latest" && latest !== "latest"
        ? world.local.provider.send(method, [latest, false])
        : truth(),
    );
    const [url = ""] = reads();
    expect((await ask(service, url)).status).toBe(200);
    latest = "0x5";
    expectProblem(await ask(service, url), 503, "ERR_NODE_BEHIND");
  });

  it("whose block is replaced between two reads of one answer is not believed", async () => {
    let asked = 0;
    const service = await serviceThrough(async ({ method, params }, truth) => {
      const told = (await truth()) as { hash: string };
      const byNumber = method === "eth_getBlockByNumber" && params[0] !== "latest" && params[0] !== "0x0";
      return byNumber && ++asked === 1 ? { ...told, hash: `0x${"34".repeat(32)}` } : told;
    });
    const [url = ""] = reads();
    expectProblem(await ask(service, url), 503, "ERR_NODE_BLOCK");
    expect((await ask(service, url)).status).toBe(200);
  });
});

describe("a mistake of the service", () => {
  it("is answered without its words, which are not in the log either", async () => {
    const service = await serviceOn(world.chain);
    service.app.get("/broken", { schema: { hide: true } }, async () => {
      throw new TypeError(`cannot read ${SECRET}`);
    });
    const answer = await ask(service, "/broken");
    expectProblem(answer, 500, "ERR_INTERNAL");
    expect(JSON.stringify(answer.body)).not.toContain("secret");
    const log = service.log.join("");
    expect(log).not.toContain("secret");
    expect(log).toContain(`"type":"TypeError"`);
    expect(log).toContain(answer.body.instance.replace("urn:uuid:", ""));
  });
});
