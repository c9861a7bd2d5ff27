import { ZeroAddress } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { World } from "../fixtures/world.ts";
import { DAY, EVIDENCE, makeOrganization, openWorld } from "../fixtures/world.ts";
import { ask, expectProblem } from "./support/ask.ts";
import type { TestService } from "./support/openService.ts";
import { openService } from "./support/openService.ts";

const NOBODY = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

let world: World;
let service: TestService;
let did: string;
/** Times of the university's history. */
let applied: number;
let accredited: number;
let suspended: number;
/** An organization that has applied and waits. */
let academy: string;

beforeAll(async () => {
  world = await openWorld();
  academy = await makeOrganization(world.chain, world.mallory.account, "Accademia di Prova");
  const { address } = world.university;
  did = `did:ethr:0x7a69:${address}`;
  await world.decide({ act: "suspend", evidence: EVIDENCE });
  suspended = await world.local.now();
  await world.local.increaseTime(DAY);
  const history = await world.chain.registry.historyOf(address, 0, 10);
  [applied, accredited] = [Number(history.page[0]?.from), Number(history.page[1]?.from)];
  service = await openService(world);
}, 120_000);

afterAll(async () => {
  await service.app.close();
  await world.close();
});

const authorization = (issuer: string, category: string, at?: number | string) =>
  ask(service, `/v1/authorization?issuer=${issuer}&category=${category}${at === undefined ? "" : `&at=${at}`}`);

describe("GET /v1/authorization", () => {
  it("says no with the reason while an organization is suspended, and names the block", async () => {
    const { status, body } = await authorization(world.university.address, "higher_education");
    const block = await world.chain.provider.getBlock("latest");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      authorized: false,
      reason: { code: "ERR_NOT_ACCREDITED" },
      did,
      category: "higher_education",
      time: block?.timestamp,
      standing: { status: "suspended", from: suspended },
      block: { number: block?.number, hash: block?.hash, time: block?.timestamp },
    });
  });

  it("says yes for the days of its accreditation, by DID and by address, in both ways to write a time", async () => {
    const iso = new Date(accredited * 1000).toISOString().replace(".000", "");
    for (const issuer of [did, world.university.address, world.university.address.toLowerCase()]) {
      for (const at of [accredited, iso, iso.replace("Z", "%2B00:00")]) {
        const { body } = await authorization(issuer, "vocational", at);
        expect(body).toMatchObject({ authorized: true, time: accredited, standing: { status: "accredited" }, did });
        expect(body.reason.code).toBeUndefined();
      }
    }
  });

  it("is closed on the accredited side, to the second", async () => {
    const answers = [];
    for (const at of [applied - 1, applied, accredited - 1, accredited, suspended, suspended + 1]) {
      answers.push((await authorization(did, "higher_education", at)).body.authorized);
    }
    expect(answers).toEqual([false, false, false, true, true, false]);
  });

  it("says no for another category, before the application, while it waits, and for what is no organization", async () => {
    const answers = await Promise.all([
      authorization(did, "device", accredited),
      authorization(did, "higher_education", 0),
      authorization(academy, "higher_education"),
      authorization(NOBODY, "higher_education"),
      authorization(ZeroAddress, "higher_education"),
      authorization(world.chain.generation.registry, "higher_education"),
    ]);
    const unknown = "ERR_ISSUER_UNKNOWN";
    const codes = ["ERR_NOT_ACCREDITED", "ERR_NOT_ACCREDITED", "ERR_NOT_ACCREDITED", unknown, unknown, unknown];
    expect(answers.map(({ status, body }) => [status, body.authorized, body.reason.code])).toEqual(
      codes.map((code) => [200, false, code]),
    );
  });

  it("refuses what it would have to guess", async () => {
    const { address } = world.university;
    const base = `/v1/authorization?issuer=${address}&category=higher_education`;
    const refused = [
      `${base}&at=2026-11-02`,
      `${base}&at=2026-11-02T08:00:00`,
      `${base}&at=2026-11-02T08:00:00+01:00`,
      `${base}&at=2026-02-30T08:00:00Z`,
      `${base}&at=1969-12-31T23:59:59Z`,
      `${base}&at=1e9`,
      `${base}&at=-1`,
      `${base}&at=0x10`,
      `${base}&at=007`,
      `${base}&at=%201`,
      `${base}&at=9999999999999`,
      `${base}&at=`,
      `${base}&at=1&at=2`,
      `${base}&when=1`,
      `${base}&category=device`,
      `/v1/authorization?issuer=${address}&category=Higher_Education`,
      `/v1/authorization?issuer=${address}&category=constructor`,
      `/v1/authorization?issuer[]=${address}&category=device`,
      `/v1/authorization?issuer=${address.replace("0x", "0X")}&category=device`,
      `/v1/authorization?issuer=${address.slice(0, -1)}${address.endsWith("a") ? "A" : "a"}&category=device`,
      `/v1/authorization?issuer=&category=device`,
      `/v1/authorization?category=device`,
      "/v1/authorization",
    ];
    for (const url of refused) expectProblem(await ask(service, url), 400, "ERR_ARGUMENT");
  });

  it("names every mistake at its place", async () => {
    const { body } = await ask(service, "/v1/authorization?category=school&at=soon&when=now");
    expect(body.problems.map(({ at }: { at: string }) => at)).toEqual([
      "querystring/issuer",
      "querystring/category",
      "querystring/at",
      "querystring",
    ]);
  });

  it("refuses a DID of another chain, or written in another way", async () => {
    const [chain, kind, query] = [
      `did:ethr:0x1:${NOBODY}`,
      `did:web:example.com`,
      encodeURIComponent(`${did}?versionId=1`),
    ];
    expectProblem(await authorization(chain, "device"), 400, "ERR_CHAIN");
    expectProblem(await authorization(kind, "device"), 400, "ERR_DID");
    expectProblem(await authorization(query, "device"), 400, "ERR_DID");
    expectProblem(await authorization(did.toLowerCase(), "device"), 400, "ERR_DID");
  });

  it("does not tell the future", async () => {
    const now = await world.local.now();
    expectProblem(await authorization(did, "device", now + 1), 400, "ERR_ARGUMENT");
  });
});

describe("GET /v1/issuers/{issuer}", () => {
  it("tells where an organization stands, by DID and by address", async () => {
    for (const issuer of [did, world.university.address]) {
      const { status, body } = await ask(service, `/v1/issuers/${issuer}`);
      expect(status).toBe(200);
      expect(body.issuer).toEqual({
        did,
        address: world.university.address,
        number: 1,
        name: "Università di Esempio",
        country: "IT",
        standing: {
          status: "suspended",
          authority: "direct",
          categories: ["higher_education", "vocational"],
          from: suspended,
        },
        firstAccredited: accredited,
      });
      expect(body.at).toBeUndefined();
    }
  });

  it("tells where it stood on another day", async () => {
    const { body } = await ask(service, `/v1/issuers/${did}?at=${accredited}`);
    expect(body.at).toMatchObject({ time: accredited, accreditation: { status: "accredited", evidence: EVIDENCE } });
    expect(body.issuer.standing.status).toBe("suspended");
    const before = await ask(service, `/v1/issuers/${did}?at=${applied - 1}`);
    expect(before.body.at).toEqual({ time: applied - 1 });
  });

  it("knows nobody who never applied", async () => {
    expectProblem(await ask(service, `/v1/issuers/${NOBODY}`), 404, "ERR_ISSUER_UNKNOWN");
    expectProblem(await ask(service, `/v1/issuers/${NOBODY}/history`), 404, "ERR_ISSUER_UNKNOWN");
  });

  it("refuses what is no organization's name", async () => {
    for (const name of ["university", "0x12", "..%2f..%2fetc%2fpasswd", "%00", "1%20OR%201=1", "a".repeat(999)]) {
      expectProblem(await ask(service, `/v1/issuers/${name}`), 400, "ERR_ARGUMENT");
    }
    expectProblem(await ask(service, `/v1/issuers/${did}?at=yesterday`), 400, "ERR_ARGUMENT");
    expectProblem(await ask(service, "/v1/issuers/did:ethr:mainnet"), 400, "ERR_DID");
    expectProblem(await ask(service, `/v1/issuers/${"a".repeat(1001)}`), 400, "ERR_HTTP");
  });
});

describe("GET /v1/issuers/{issuer}/history", () => {
  it("gives it oldest first, in pages", async () => {
    const { body } = await ask(service, `/v1/issuers/${did}/history`);
    const standings = body.items.map(({ status, from }: { status: string; from: number }) => [status, from]);
    expect(standings).toEqual([
      ["applied", applied],
      ["accredited", accredited],
      ["suspended", suspended],
    ]);
    expect(body).toMatchObject({ did, total: 3 });
    const page = await ask(service, `/v1/issuers/${did}/history?offset=1&limit=1`);
    expect(page.body).toMatchObject({ total: 3, items: [body.items[1]] });
    const behind = await ask(service, `/v1/issuers/${did}/history?offset=999999999`);
    expect(behind.body).toMatchObject({ total: 3, items: [] });
  });
});

describe("GET /v1/issuers", () => {
  it("lists the organizations by number, in pages", async () => {
    const { body } = await ask(service, "/v1/issuers");
    const found = body.items.map(({ number, name }: { number: number; name: string }) => [number, name]);
    expect(found).toEqual([
      [1, "Università di Esempio"],
      [2, "Accademia di Prova"],
    ]);
    expect(body.total).toBe(2);
    const second = await ask(service, "/v1/issuers?offset=1&limit=1");
    expect(second.body.items).toEqual([body.items[1]]);
    const behind = await ask(service, "/v1/issuers?offset=2");
    expect(behind.body).toMatchObject({ total: 2, items: [] });
  });

  it("refuses pages that are none", async () => {
    for (const query of ["limit=0", "limit=101", "limit=-1", "limit=ten", "offset=1.5", "offset=1e3", "page=2"]) {
      expectProblem(await ask(service, `/v1/issuers?${query}`), 400, "ERR_ARGUMENT");
    }
  });
});
