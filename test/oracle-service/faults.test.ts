import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openIndexer } from "../../oracle-service/indexer/Indexer.ts";
import type { NodePool } from "../../oracle-service/nodes/NodePool.ts";
import { nodePool } from "../../oracle-service/nodes/NodePool.ts";
import { poolProvider } from "../../oracle-service/nodes/poolProvider.ts";
import { httpNode } from "../../oracle-service/nodes/RpcNode.ts";
import type { Store } from "../../oracle-service/store/openStore.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import { connectChain } from "../../sdk/network/connectChain.ts";
import { answerRequest } from "../../sdk/presentation/answerRequest.ts";
import type { Held } from "../fixtures/issuing.ts";
import { issue } from "../fixtures/issuing.ts";
import { fixedRandom } from "../fixtures/makeCredential.ts";
import { EMPLOYER, WANTED } from "../fixtures/presenting.ts";
import type { World } from "../fixtures/world.ts";
import { openWorld } from "../fixtures/world.ts";
import { ask, post } from "./support/ask.ts";
import { dumpIndex } from "./support/dumpIndex.ts";
import type { FaultProxy, Faults } from "./support/faultProxy.ts";
import { faultProxy } from "./support/faultProxy.ts";
import { indexWorld } from "./support/indexWorld.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";
import type { ServedNode } from "./support/serveNode.ts";
import { serveNode } from "./support/serveNode.ts";

let world: World;
let held: Held;
let node: ServedNode;
let proxy: FaultProxy;
let store: Store;
let pool: NodePool;
let service: TestService;

beforeAll(async () => {
  world = await openWorld();
  held = await issue(world);
  node = await serveNode(world.local);
  const bytes = fixedRandom("faults");
  proxy = await faultProxy(node.url, () => (bytes(1)[0] ?? 0) % 100);
  const limits = { timeoutMs: 1_000, answerBytes: 10_000_000 };
  pool = nodePool(world.chain.network, [httpNode("node 1", proxy.url, limits)]);
  store = await openStore({ kind: "sqlite", file: ":memory:" });
  service = await openService(world, { chain: connectChain(world.chain.network, poolProvider(pool)), store, pool });
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await store.destroy();
  await proxy.close();
  await node.close();
  await world.close();
});

const FAULTS: readonly (readonly [string, Faults])[] = [
  ["answers 30 of 100 questions with an error", { errors: 30 }],
  ["drops 30 of 100 connections", { drops: 30 }],
  ["cuts 30 of 100 answers", { cuts: 30 }],
  ["does all of it, and is slow", { errors: 10, drops: 10, cuts: 10, delay: 20 }],
  ["stalls for longer than it is given", { delay: 5_000 }],
];

async function verify(): Promise<string> {
  const terms = { audience: EMPLOYER, purpose: "x", claims: [...WANTED] };
  const request = (await post(service, "/v1/requests", terms)).body;
  const now = await world.local.now();
  const presentation = await answerRequest(request, { credential: held.record, signer: held.person.signer, now });
  const expected = { kind: "answer", nonce: request.nonce };
  const { status, body } = await post(service, "/v1/verify", { presentation, expected });
  expect(status).toBe(200);
  return body.verdict;
}

describe("H7: a node that", () => {
  it.each(FAULTS)("%s never makes an answer wrong, and is forgiven", async (_what, faults) => {
    const question = `/v1/authorization?issuer=${world.university.address}&category=higher_education`;
    const before = proxy.spoiled();
    proxy.set(faults);
    const slow = (faults.delay ?? 0) > 1_000;
    for (let round = 0; round < (slow ? 1 : 15); round++) {
      const { status, body } = await ask(service, question);
      expect([200, 503]).toContain(status);
      if (status === 200) expect(body.authorized).toBe(true);
      else expect(body.code).toMatch(/^ERR_NODE_/);
      expect(["valid", "notCheckable"]).toContain(await verify());
      expect((await ask(service, "/healthz")).status).toBe(200);
      await openIndexer(store, pool)
        .step()
        .catch((error: { code?: string }) => expect(error.code).toMatch(/^ERR_NODE_/));
    }
    if (!slow) expect(proxy.spoiled()).toBeGreaterThan(before);
    proxy.set({});
    await expect.poll(async () => (await ask(service, question)).status, { timeout: 30_000 }).toBe(200);
    expect(await verify()).toBe("valid");
  });

  it("did all that leaves an index that is none the worse", async () => {
    const indexer = openIndexer(store, pool);
    const caughtUp = () =>
      indexer.catchUp().then(
        () => true,
        () => false,
      );
    await expect.poll(caughtUp, { timeout: 45_000 }).toBe(true);
    const fresh = await openStore({ kind: "sqlite", file: ":memory:" });
    await indexWorld(world, fresh);
    expect(await dumpIndex(store)).toEqual(await dumpIndex(fresh));
    await fresh.destroy();
  });
});
