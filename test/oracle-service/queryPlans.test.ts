import type { KyselyPlugin, RootOperationNode } from "kysely";
import { createQueryId, SqliteQueryCompiler, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releasePapers } from "../../oracle-service/governance/releasePapers.ts";
import { newestKnown } from "../../oracle-service/indexer/findAncestor.ts";
import { suspendedOrganizations } from "../../oracle-service/jobs/watchSuspended.ts";
import { indexedIssuers } from "../../oracle-service/services/indexedIssuers.ts";
import { statisticsService } from "../../oracle-service/services/statistics.ts";
import type { Store } from "../../oracle-service/store/openStore.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import type { NetworkFile } from "../../sdk/network/NetworkFile.ts";
import { fillIndex, REGISTRY } from "./measure/fillIndex.ts";

let store: Store;
let asked: RootOperationNode[] = [];
/** The store, with an ear on what it is asked. */
let heard: Store;

beforeAll(async () => {
  store = await openStore({ kind: "sqlite", file: ":memory:" });
  await fillIndex(store, 20_000);
  const ear: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  heard = store.withPlugin(ear);
}, 120_000);

afterAll(() => store.destroy());

/** How SQLite goes about every question that is asked meanwhile, one line a step. */
async function plansOf(act: () => Promise<unknown>): Promise<string[]> {
  asked = [];
  await act();
  const plans: string[] = [];
  for (const node of asked) {
    const { sql: text, parameters } = new SqliteQueryCompiler().compileQuery(node, createQueryId());
    const [first = "", ...others] = text.split("?");
    const question = others.reduce((query, part, at) => sql`${query}${parameters[at]}${sql.raw(part)}`, sql.raw(first));
    const { rows } = await sql<{ readonly detail: string }>`explain query plan ${question}`.execute(store);
    plans.push(...rows.map(({ detail }) => detail));
  }
  return plans;
}

/** Going through the rows of the page, which a search has found and its limit has cut. */
const PAGE_ITSELF = /^SCAN r$/;

describe("a question about the index", () => {
  const network = { chainId: 1, generations: [{ registry: REGISTRY, fromBlock: 0 }] } as unknown as NetworkFile;
  const index = () => indexedIssuers(heard, network);
  const statistics = () => statisticsService(heard, index(), undefined, () => 20_000 * 86_400);
  const address = `0x${"1".padStart(40, "0")}`;

  it.each<readonly [string, () => Promise<unknown>]>([
    ["a page of issuers", () => index().list({ offset: 100, limit: 50 })],
    ["an issuer's history", () => index().history(address, { offset: 0, limit: 50 })],
    ["statistics of a year", () => statistics().read({ days: 366 })],
    ["statistics of one issuer", () => statistics().read({ days: 366, organization: address })],
    ["the newest block that is known", () => newestKnown(heard, 1_000)],
    ["who is suspended", () => suspendedOrganizations(heard)],
  ])("(%s) reads nothing but its answer, and sorts nothing", async (_name, act) => {
    const plans = await plansOf(act);
    expect(plans.length).toBeGreaterThan(0);
    // This index holds those that are suspended only.
    const costly = plans.filter(
      (step) => !PAGE_ITSELF.test(step) && /SCAN|TEMP B-TREE/.test(step) && !step.includes("intervals_suspended"),
    );
    expect(costly).toEqual([]);
  });

  it("(whose papers can go) reads the applications, and of the index no more than their organizations'", async () => {
    const plans = await plansOf(() => releasePapers(heard, network, () => 0));
    expect(
      plans.filter((step) => step.includes("intervals") || /\b(?:applied|decided|again)\b/.test(step)).length,
    ).toBe(3);
    expect(plans.filter((step) => /SCAN|TEMP B-TREE/.test(step))).toEqual(["SCAN applications"]);
  });
});
