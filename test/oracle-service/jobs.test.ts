import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openIndexer } from "../../oracle-service/indexer/Indexer.ts";
import { followChain } from "../../oracle-service/jobs/followChain.ts";
import { runJob } from "../../oracle-service/jobs/runJob.ts";
import { watchSuspended } from "../../oracle-service/jobs/watchSuspended.ts";
import { nodePool } from "../../oracle-service/nodes/NodePool.ts";
import { storedAlerts } from "../../oracle-service/services/alerts.ts";
import type { Store } from "../../oracle-service/store/openStore.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import { connectOrganization } from "../../sdk/generated/Organization.ts";
import { encodeIssueBatch } from "../../sdk/issuing/encodeIssueBatch.ts";
import { prepareRecord } from "../../sdk/issuing/prepareRecord.ts";
import { awardOf, sendRecords } from "../fixtures/issuing.ts";
import type { World } from "../fixtures/world.ts";
import { EVIDENCE, openWorld } from "../fixtures/world.ts";
import { ask } from "./support/ask.ts";
import { openService } from "./support/openService.ts";
import type { Tell } from "./support/worldNode.ts";
import { worldNode } from "./support/worldNode.ts";

const SIGNAL = new AbortController().signal;
const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

let world: World;
let store: Store;

beforeAll(async () => {
  world = await openWorld();
  store = await openStore({ kind: "sqlite", file: ":memory:" });
}, 120_000);

afterAll(async () => {
  await store.destroy();
  await world.close();
});

describe("alerts", () => {
  it("tell of a thing once, how often it was seen, and that it is over", async () => {
    let now = 100;
    const alerts = storedAlerts(store, () => now);
    await alerts.raise("flood", "requests", "first");
    now = 200;
    await alerts.raise("flood", "requests", "second");
    const [alert] = await alerts.list({ limit: 10 });
    expect(alert).toEqual({
      kind: "flood",
      subject: "requests",
      message: "second",
      first: 100,
      last: 200,
      count: 2,
      open: true,
    });
    await alerts.settle("flood", "requests");
    expect(await alerts.list({ open: true, limit: 10 })).toEqual([]);
    expect(await alerts.list({ open: false, limit: 10 })).toEqual([{ ...alert, open: false }]);
    const service = await openService(world, { store });
    expect((await ask(service, "/v1/alerts")).body.items).toEqual([{ ...alert, open: false }]);
    expect((await ask(service, "/v1/alerts?open=true")).body.items).toEqual([]);
    await service.app.close();
  });

  it("tell of a flood of refused requests", async () => {
    const service = await openService(world, { store, limits: { ratePerMinute: 1 } });
    for (let index = 0; index < 103; index++) await ask(service, "/v1/schemas");
    const { items } = (await ask(service, { url: "/v1/alerts?open=true", remoteAddress: "192.0.2.9" })).body;
    expect(items).toMatchObject([{ kind: "flood", message: "101 requests of a minute were refused." }]);
    await service.app.close();
    await storedAlerts(store, () => 300).settle("flood", "requests");
  });
});

describe("a job", () => {
  it("that fails is told of, runs again, and is stopped between two runs", async () => {
    const alerts = storedAlerts(store, () => 1);
    let runs = 0;
    let [busy, works] = [false, false];
    const job = {
      name: "a job",
      pauseMs: 1,
      async run() {
        busy = true;
        await new Promise((resolve) => setTimeout(resolve, 5));
        runs++;
        busy = false;
        if (!works) throw new TypeError("secret");
      },
    };
    const stop = runJob(job, { alerts, log: LOG });
    const open = () => alerts.list({ open: true, limit: 9 });
    await expect
      .poll(open)
      .toMatchObject([{ kind: "job", subject: "a job", message: "The last run failed: TypeError." }]);
    works = true;
    await expect.poll(open).toEqual([]);
    await stop();
    const after = runs;
    expect(busy).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(runs).toBe(after);
  });

  it("that follows the chain names nodes that lag or lie, until they do no more", async () => {
    let lying = true;
    const tell: Tell = async (method, _params, truth) =>
      lying && method === "eth_blockNumber" ? `0x${(Number(await truth()) - 20).toString(16)}` : truth();
    const nodes = [
      worldNode(world.local, "node 1"),
      worldNode(world.local, "node 2", tell),
      worldNode(world.local, "node 3"),
    ];
    const pool = nodePool(world.chain.network, nodes);
    const alerts = storedAlerts(store, () => 2);
    const job = followChain(openIndexer(store, pool), pool, alerts, 1);
    await job.run(SIGNAL);
    await job.run(SIGNAL);
    const [alert] = await alerts.list({ open: true, limit: 9 });
    expect(alert).toMatchObject({
      kind: "node",
      subject: "node 2",
      count: 1,
      message: expect.stringContaining("behind"),
    });
    lying = false;
    await job.run(SIGNAL);
    expect(await alerts.list({ open: true, limit: 9 })).toEqual([]);
  });

  it("that watches tells of a suspended issuer that tries to issue, and of no other", async () => {
    const pool = nodePool(world.chain.network, [worldNode(world.local)]);
    const alerts = storedAlerts(store, () => 3);
    const indexer = openIndexer(store, pool);
    const watch = watchSuspended(store, pool, alerts, 1);
    const look = async () => {
      await indexer.catchUp();
      await watch.run(SIGNAL);
      return alerts.list({ open: true, limit: 9 });
    };
    await look();
    const prepared = await prepareRecord(world.university.context, awardOf(world));
    await sendRecords(world, [prepared]);
    expect(await look()).toEqual([]);
    await world.decide({ act: "suspend", evidence: EVIDENCE });
    expect(await look()).toEqual([]);

    const again = await prepareRecord(world.university.context, awardOf(world));
    const { account, address } = world.university;
    const args = encodeIssueBatch({ batch: 2n, keyNumber: 1, records: [again] });
    const sent = connectOrganization(address, account).issueBatch(...args, { gasLimit: 3_000_000 });
    await expect(sent).rejects.toThrow();
    await world.local.mine();
    expect(await look()).toMatchObject([{ kind: "suspended_issuer", subject: address, count: 1 }]);
  });
});
