import type { ResolverRegistry } from "did-resolver";
import { Resolver } from "did-resolver";
import { getResolver } from "ethr-did-resolver";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { Authority } from "../../sdk/generated/enums.ts";
import type { Organization } from "../../sdk/generated/Organization.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import type { System } from "./support/openSystem.ts";
import { mined, openSystem } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";
import { accredited } from "./support/steps.ts";

const VALIDITY = 1_000_000;
const HOME = "https://university.example/credentials";

describe.each(NETWORKS)("Organization's services on %s", (network) => {
  let system: System;
  let university: Organization;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    system = await openSystem(network);
    university = await accredited(system, "University", Authority.Cross);
    restore = await system.chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => system.chain.close());

  /** What a stock resolver makes of the organization's DID. */
  async function resolve() {
    const { chain, dids } = system;
    const name = `0x${chain.chainId.toString(16)}`;
    const networks = [{ name, provider: chain.provider, registry: String(dids.target) }];
    const resolver = new Resolver(getResolver({ networks } as never) as unknown as ResolverRegistry);
    const { didDocument } = await resolver.resolve(`did:ethr:${name}:${String(university.target)}`);
    return didDocument;
  }

  it("publishes a service that a stock resolver finds, and leaves the key numbers alone", async () => {
    const before = await resolve();
    const { logs } = await mined(university.publishService("LinkedDomains", HOME, VALIDITY));
    const until = BigInt(await system.chain.now()) + BigInt(VALIDITY);
    expect(readEvents(university, "ServicePublished", logs).map(({ args }) => args)).toEqual([
      { serviceType: "LinkedDomains", endpoint: HOME, until, admin: system.people.university.address },
    ]);
    expect(await university.keyNumberCount()).toBe(2n);
    const after = await resolve();
    expect(after?.service).toMatchObject([{ type: "LinkedDomains", serviceEndpoint: HOME }]);
    expect(after?.verificationMethod).toEqual(before?.verificationMethod);

    const ended = await mined(university.endService("LinkedDomains", HOME));
    expect(readEvents(university, "ServiceEnded", ended.logs)[0]?.args).toEqual({
      serviceType: "LinkedDomains",
      endpoint: HOME,
      admin: system.people.university.address,
    });
    expect((await resolve())?.service ?? []).toEqual([]);
    await expectRevert(
      university.endService("LinkedDomains", HOME),
      "OrganizationServiceUnknown",
      "LinkedDomains",
      HOME,
    );
  });

  it("takes the longest type and endpoint, once more for longer, and again after its end", async () => {
    const [type, endpoint] = ["a".repeat(24), `https://${"b".repeat(504)}`];
    await mined(university.publishService(type, endpoint, 1));
    await mined(university.publishService(type, endpoint, VALIDITY));
    expect((await resolve())?.service?.map((service) => service.serviceEndpoint)).toContain(endpoint);
    await mined(university.endService(type, endpoint));
    await mined(university.publishService(type, endpoint, VALIDITY));
  });

  it.each([
    ["no type", "", HOME],
    ["a type too long", "a".repeat(25), HOME],
    ["a type with a slash", "Linked/Domains", HOME],
    ["a type just before 0", "a/", HOME],
    ["a type just after 9", "a:", HOME],
    ["a type just before A", "a@", HOME],
    ["a type just after Z", "a[", HOME],
    ["a type just before a", "a`", HOME],
    ["a type just after z", "a{", HOME],
    ["no endpoint", "LinkedDomains", ""],
    ["an endpoint too long", "LinkedDomains", "b".repeat(513)],
    ["a blank in the endpoint", "LinkedDomains", "https://a b"],
    ["a line break in the endpoint", "LinkedDomains", "https://a\nb"],
    ["DEL in the endpoint", "LinkedDomains", "https://a\u007fb"],
    ["an umlaut in the endpoint", "LinkedDomains", "https://ü"],
  ])("refuses %s", async (_, type, endpoint) => {
    await expectRevert(university.publishService(type, endpoint, VALIDITY), "OrganizationBadService", type, endpoint);
  });

  it("takes every letter and digit in a type, and every printable character in an endpoint", async () => {
    await mined(university.publishService("09AZaz", "!~", VALIDITY));
  });

  it.each([0, 2 ** 40 - 1])("refuses a validity of %d s", async (validity) => {
    await expectRevert(university.publishService("LinkedDomains", HOME, validity), "OrganizationBadValidity", validity);
  });
});
