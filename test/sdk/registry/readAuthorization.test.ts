import { id, ZeroHash } from "ethers";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CategoryName } from "../../../sdk/credential/recordTypes.ts";
import { CATEGORIES } from "../../../sdk/credential/recordTypes.ts";
import { didOf } from "../../../sdk/did/didOf.ts";
import type { Node } from "../../../sdk/network/Node.ts";
import { openNode } from "../../../sdk/network/Node.ts";
import { createOrganization } from "../../../sdk/organization/createOrganization.ts";
import { listIssuers } from "../../../sdk/registry/listIssuers.ts";
import { readAuthorization } from "../../../sdk/registry/readAuthorization.ts";
import { readHistory } from "../../../sdk/registry/readHistory.ts";
import { readIssuer } from "../../../sdk/registry/readIssuer.ts";
import { readOrganizations } from "../../../sdk/registry/readOrganizations.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE, makeOrganization, openWorld } from "../../fixtures/world.ts";

let world: World;
let back: () => Promise<void>;

beforeAll(async () => {
  world = await openWorld();
  back = await world.local.snapshot();
}, 120_000);

afterEach(() => back());

afterAll(() => world.close());

/** Asks a node of its own: one that has seen later blocks would doubt the chain after the snapshot. */
async function may(
  category: CategoryName = "higher_education",
  time?: number,
  organization = world.university.address,
) {
  const now = await world.local.now();
  return readAuthorization(openNode(world.chain), { organization, category, time, now });
}

/** What the registry itself answers an organization that issues now. */
async function contractSaysYes(category: CategoryName, organization = world.university.address): Promise<boolean> {
  const { registry } = world.chain;
  return registry.mayIssue(organization, CATEGORIES[category]).then(
    () => true,
    () => false,
  );
}

async function expectAgreement(): Promise<void> {
  for (const category of Object.keys(CATEGORIES) as CategoryName[]) {
    expect([category, (await may(category)).authorized]).toEqual([category, await contractSaysYes(category)]);
  }
}

describe("readAuthorization", () => {
  it("says what the registry says to an organization that issues, whatever was decided about it", async () => {
    await expectAgreement();
    const change = { act: "change", authority: "cross", categories: ["device"], evidence: EVIDENCE } as const;
    const acts = [
      change,
      { act: "suspend", evidence: EVIDENCE },
      { act: "reinstate", evidence: EVIDENCE },
      { act: "withdraw", reason: "request", evidence: EVIDENCE },
    ] as const;
    for (const act of acts) {
      await world.decide(act);
      await expectAgreement();
    }
  });

  it("lets an accreditation end by itself, to the second", async () => {
    const until = (await world.local.now()) + 5 * DAY;
    await world.decide({
      act: "change",
      authority: "direct",
      categories: ["higher_education"],
      until,
      evidence: EVIDENCE,
    });
    expect(await may()).toMatchObject({ authorized: true, standing: { until, reason: "lapsed" } });
    await world.local.setTime(until + 10);
    await expectAgreement();
    expect(await may()).toMatchObject({ authorized: false, standing: { status: "withdrawn", reason: "lapsed" } });
    const [last, first] = [await may("higher_education", until), await may("higher_education", until + 1)];
    expect([last.authorized, first.authorized]).toEqual([true, false]);
  });

  it("keeps a closed university's good years, and voids a fraudulent one's from the day on", async () => {
    const before = await world.local.now();
    await world.decide({ act: "withdraw", reason: "closed", evidence: EVIDENCE });
    expect(await may()).toMatchObject({
      authorized: false,
      reason: { code: "ERR_NOT_ACCREDITED", message: expect.stringContaining("closed") },
    });
    expect((await may("higher_education", before)).authorized).toBe(true);
    await world.decide({ act: "markFraud", since: before, evidence: EVIDENCE });
    expect((await may("higher_education", before - 1)).authorized).toBe(true);
    for (const time of [before, before + 1]) {
      const answer = await may("higher_education", time);
      expect(answer).toMatchObject({ authorized: false, reason: { code: "ERR_ISSUER_FRAUD" } });
    }
    await expectAgreement();
  });

  it("tells whom a cross organization may issue to", async () => {
    await world.decide({ act: "change", authority: "cross", categories: ["professional"], evidence: EVIDENCE });
    const { authorized, reason } = await may("professional");
    expect([authorized, reason.message]).toEqual([true, expect.stringContaining("any holder")]);
  });

  it("takes a time between the last block and now, and none after both", async () => {
    const block = await world.local.now();
    const organization = world.university.address;
    const question = { organization, category: "device", now: block + 100 } as const;
    const answer = await readAuthorization(openNode(world.chain), { ...question, time: block + 100 });
    expect(answer).toMatchObject({ time: block + 100, block: { time: block } });
    const future = readAuthorization(openNode(world.chain), { ...question, time: block + 101 });
    await expect(future).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
  });
});

describe("reads of the registry", () => {
  const ALL = { offset: 0, limit: 10 };
  const history = (node: Node) => readHistory(node, world.university.address, ALL);
  const list = (node: Node) => listIssuers(node, ALL);

  it("are all made at the block they name", async () => {
    const blocks = new Set<unknown>();
    const chain = throughNode(world, async ({ method, params }, truth) => {
      if (method === "eth_call") blocks.add(params[1]);
      // Another block comes between any two reads.
      await world.local.mine();
      return truth();
    });
    for (const read of [history, list]) {
      blocks.clear();
      const { block } = await read(openNode(chain));
      expect([...blocks]).toEqual([`0x${block.number.toString(16)}`]);
    }
  });

  it("say which organization is unknown, and list none that is not there", async () => {
    const node = openNode(world.chain);
    const unknown = readIssuer(node, world.relayer.address, { now: 0 });
    await expect(unknown).rejects.toMatchObject({ code: "ERR_ISSUER_UNKNOWN" });
    await makeOrganization(world.chain, world.mallory.account, "Second");
    const page = await listIssuers(openNode(world.chain), { offset: 1, limit: 5 });
    expect([page.total, page.items.map(({ number, name }) => [number, name])]).toEqual([2, [[2, "Second"]]]);
  });

  it("tell organizations that never applied from addresses that are none", async () => {
    const silent = await createOrganization(world.chain, world.mallory.account, {
      name: "Silent",
      country: "FR",
      metadataHash: ZeroHash,
      salt: id("silent"),
    });
    const { address } = world.university;
    const node = openNode(world.chain);
    const { items, block } = await readOrganizations(node, [silent, world.relayer.address, address]);
    expect(items[0]).toEqual({
      did: didOf(world.chain.chainId, silent),
      address: silent,
      name: "Silent",
      country: "FR",
    });
    expect(items[1]).toBeUndefined();
    const { issuer, block: other } = await readIssuer(node, address, { now: 0 });
    expect(items[2]).toEqual(issuer);
    expect(block).toEqual(other);
    expect(await readOrganizations(node, [])).toMatchObject({ items: [] });
  });

  it("doubt the node that breaks off, and never take its error for an answer", async () => {
    for (const read of [history, list]) {
      let calls = 0;
      const chain = throughNode(world, ({ method }, truth) => {
        // The lens has answered when it breaks off.
        if (method === "eth_call" && ++calls > 1) throw new Error("gone");
        return truth();
      });
      await expect(read(openNode(chain))).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    }
  });
});
