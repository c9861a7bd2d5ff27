import { hexlify } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../oracle-service/store/openStore.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import { changeStatus } from "../../sdk/issuing/changeStatus.ts";
import { issue } from "../fixtures/issuing.ts";
import type { World } from "../fixtures/world.ts";
import { DAY, EVIDENCE, makeOrganization, openWorld } from "../fixtures/world.ts";
import { ask, expectProblem } from "./support/ask.ts";
import { indexWorld } from "./support/indexWorld.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

const METRICS_TOKEN = "metrics-token-of-the-tests-0123456789";
const NOBODY = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

let world: World;
let store: Store;
/** Answers from the index. */
let indexed: TestService;
/** Answers from the chain: its store is empty. */
let direct: TestService;
let lapsed: string;

beforeAll(async () => {
  world = await openWorld();
  const held = await issue(world);
  await changeStatus(world.university.account, world.university.address, {
    act: "revoke",
    wallet: held.award.wallet,
    recordId: held.recordId,
    reason: "unspecified",
  });
  const { account } = world.mallory;
  const organizations: string[] = [];
  for (const name of ["Accademia", "Istituto", "Scuola"]) {
    organizations.push(await makeOrganization(world.chain, account, name, hexlify(world.random(32))));
  }
  const [withdrawn = "", fraudulent = ""] = organizations;
  lapsed = organizations[2] ?? "";
  const admit = { act: "admit", authority: "cross", categories: ["device"], evidence: EVIDENCE } as const;
  await world.decide(admit, withdrawn);
  await world.decide({ act: "withdraw", reason: "closed", evidence: EVIDENCE }, withdrawn);
  await world.decide(admit, fraudulent);
  const since = await world.local.now();
  await world.decide({ act: "markFraud", since, evidence: EVIDENCE }, fraudulent);
  await world.decide({ ...admit, until: (await world.local.now()) + 30 * DAY }, lapsed);
  await world.decide({ act: "suspend", evidence: EVIDENCE });
  await world.local.increaseTime(100 * DAY);
  store = await openStore({ kind: "sqlite", file: ":memory:" });
  const pool = await indexWorld(world, store);
  indexed = await openService(world, { store, pool, metricsToken: METRICS_TOKEN });
  direct = await openService(world);
}, 120_000);

afterAll(async () => {
  await Promise.all([indexed.app.close(), direct.app.close()]);
  await store.destroy();
  await world.close();
});

describe("the index", () => {
  it("answers with the very same lists and histories as the chain", async () => {
    const pages = ["", "?limit=2", "?offset=1&limit=2", "?offset=4", "?offset=900", "?limit=1&offset=3"];
    const { items } = (await ask(direct, "/v1/issuers")).body;
    expect(items.map(({ standing }: { standing: { status: string } }) => standing.status)).toEqual([
      "suspended",
      "withdrawn",
      "accredited",
      "withdrawn",
    ]);
    const paths = ["/v1/issuers", ...items.map(({ did }: { did: string }) => `/v1/issuers/${did}/history`)];
    for (const path of paths.flatMap((one) => pages.map((page) => `${one}${page}`))) {
      const [fromIndex, fromChain] = [await ask(indexed, path), await ask(direct, path)];
      expect(fromIndex.status).toBe(200);
      expect(fromIndex.body).toEqual(fromChain.body);
    }
    const history = `/v1/issuers/${NOBODY}/history`;
    for (const service of [indexed, direct]) expectProblem(await ask(service, history), 404, "ERR_ISSUER_UNKNOWN");
  });

  it("is never asked who may issue: that is the chain's to say", async () => {
    await store.updateTable("intervals").set({ status: 2, until: 0 }).where("organization", "=", lapsed).execute();
    const question = `/v1/authorization?issuer=${lapsed}&category=device`;
    expect((await ask(indexed, question)).body).toMatchObject({ authorized: false });
    expect((await ask(indexed, `/v1/issuers/${lapsed}`)).body.issuer.standing.status).toBe("withdrawn");
  });
});

describe("GET /v1/stats", () => {
  it("counts what happened, by day and in all, for all or for one issuer", async () => {
    const { body } = await ask(indexed, "/v1/stats?days=366");
    expect(body.total).toEqual({
      transactions: expect.any(Number),
      organizations: 4,
      wallets: 4,
      issued: 1,
      amended: 0,
      suspended: 0,
      reinstated: 0,
      revoked: 1,
      refused: 0,
    });
    const sum = (kind: string) =>
      body.days.reduce((all: number, day: Record<string, number>) => all + (day[kind] ?? 0), 0);
    for (const [kind, count] of Object.entries(body.total)) expect([kind, sum(kind)]).toEqual([kind, count]);
    expect(body.total.transactions).toBeGreaterThan(15);
    expect(body.days.map(({ day }: { day: string }) => day)).toEqual(
      body.days.map(({ day }: { day: string }) => day).toSorted(),
    );
    expect(body.nodes).toEqual([{ name: "node 1", head: body.block.number }]);
    const own = (await ask(indexed, `/v1/stats?days=366&issuer=${world.university.address}`)).body;
    expect(own.total).toMatchObject({ issued: 1, revoked: 1, wallets: 0 });
    const other = (await ask(indexed, `/v1/stats?days=366&issuer=${lapsed}`)).body;
    expect(other.total).toMatchObject({ issued: 0, revoked: 0 });
    expect((await ask(indexed, "/v1/stats?days=1")).body).toMatchObject({ days: [], total: body.total });
  });

  it("answers before the index has read anything", async () => {
    const { status, body } = await ask(direct, "/v1/stats");
    expect([status, body.block, body.days, body.nodes]).toEqual([200, undefined, [], []]);
  });

  it("refuses what it would have to guess", async () => {
    for (const query of ["days=0", "days=1e3", "days=9999", "issuer=x", "day=1", "days=7&days=8"]) {
      expectProblem(await ask(indexed, `/v1/stats?${query}`), 400, "ERR_ARGUMENT");
    }
  });
});

describe("EBSI's Trusted Issuers Registry v5", () => {
  const base = "/trusted-issuers-registry/v5/issuers";

  it("lists issuers in pages that lead through all of them", async () => {
    const all = (await ask(indexed, "/v1/issuers")).body.items.map(({ did }: { did: string }) => did);
    const found: string[] = [];
    let url = `${base}?page[size]=3`;
    for (let page = 1; page <= 2; page++) {
      const { status, body } = await ask(indexed, url);
      expect(status).toBe(200);
      expect(body).toMatchObject({ total: 4, pageSize: 3 });
      expect(body.self).toContain(`page[after]=${page}`);
      found.push(...body.items.map(({ did }: { did: string }) => did));
      for (const { did, href } of body.items) expect(href).toBe(`${base}/${did}`);
      expect(body.links.last).toBe(`${base}?page[after]=2&page[size]=3`);
      url = body.links.next;
    }
    expect(found).toEqual(all);
    expect((await ask(indexed, `${base}?page[after]=9`)).body.items).toEqual([]);
  });

  it("shows an issuer's accreditations as attributes, whose hash is that of their body", async () => {
    const did = `did:ethr:0x7a69:${world.university.address}`;
    const short = (await ask(indexed, `${base}/${did}`)).body;
    expect(short).toEqual({ did, attributes: `${base}/${did}/attributes`, hasAttributes: true });
    const { attributes } = (await ask(indexed, `${base}/${did}?version=deprecated`)).body;
    expect(attributes.map(({ issuerType }: { issuerType: string }) => issuerType)).toEqual([
      "Undefined",
      "TI",
      "Revoked",
    ]);
    const listed = (await ask(indexed, `${base}/${did}/attributes?page[size]=2`)).body;
    expect(listed).toMatchObject({ total: 3, pageSize: 2 });
    for (const attribute of attributes) {
      const bytes = Buffer.from(attribute.body, "base64");
      const digest = await crypto.subtle.digest("SHA-256", bytes);
      expect(Buffer.from(digest).toString("hex")).toBe(attribute.hash);
      expect(JSON.parse(bytes.toString())).toMatchObject({ type: "CscssMeAccreditation", did });
      const one = await ask(indexed, `${base}/${did}/attributes/${attribute.hash}`);
      expect(one.body).toEqual({ did, attribute });
    }
    expect(listed.items.map(({ id }: { id: string }) => id)).toEqual(
      attributes.slice(0, 2).map(({ hash }: { hash: string }) => hash),
    );
  });

  it("says what it does not know, and refuses what is none", async () => {
    const did = `did:ethr:0x7a69:${world.university.address}`;
    const none = `${base}/${did}/attributes/${"0".repeat(64)}`;
    expectProblem(await ask(indexed, none), 404, "ERR_ATTRIBUTE_UNKNOWN");
    expectProblem(await ask(indexed, `${base}/did:ethr:0x7a69:${NOBODY}`), 404, "ERR_ISSUER_UNKNOWN");
    expectProblem(await ask(indexed, `${base}/${world.university.address}`), 400, "ERR_DID");
    expectProblem(await ask(indexed, `${base}/did:ethr:0x1:${NOBODY}`), 400, "ERR_CHAIN");
    for (const query of ["page[size]=51", "page[size]=0", "page[after]=-1", "page=1"]) {
      expectProblem(await ask(indexed, `${base}?${query}`), 400, "ERR_ARGUMENT");
    }
  });
});

describe("GET /metrics", () => {
  it("gives figures for Prometheus, and nothing of clients", async () => {
    await ask(indexed, `/v1/issuers/${world.university.address}`);
    const authorization = `Bearer ${METRICS_TOKEN}`;
    const { statusCode, headers, body } = await indexed.app.inject({ url: "/metrics", headers: { authorization } });
    expect([statusCode, headers["content-type"]]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
    const head = await world.chain.provider.getBlockNumber();
    expect(body).toContain(`cscss_index_block ${head}`);
    expect(body).toContain(`cscss_node_head{node="node 1"} ${head}`);
    expect(body).toContain('cscss_node_believed{node="node 1"} 1');
    expect(body).toMatch(/cscss_requests_total\{method="GET",route="\/v1\/issuers\/:issuer",status="200"\} [1-9]/);
    expect(body).not.toContain(world.university.address);
  });

  it("gives them to holders of its token only, and to nobody where none is set", async () => {
    for (const authorization of ["", METRICS_TOKEN, `Bearer ${METRICS_TOKEN}x`]) {
      expectProblem(await ask(indexed, { url: "/metrics", headers: { authorization } }), 403, "ERR_FORBIDDEN");
    }
    const without = await openService(world, { store: indexed.store });
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    expectProblem(await ask(without, { url: "/metrics", headers }), 403, "ERR_FORBIDDEN");
    await without.app.close();
  });
});
