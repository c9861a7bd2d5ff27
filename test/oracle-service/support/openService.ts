import { Writable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../../oracle-service/app.ts";
import type { NodePool } from "../../../oracle-service/nodes/NodePool.ts";
import type { Limits } from "../../../oracle-service/plugins/limits.ts";
import type { PageOptions } from "../../../oracle-service/plugins/page.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { openStore } from "../../../oracle-service/store/openStore.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import type { World } from "../../fixtures/world.ts";

const LIMITS: Limits = {
  bodyBytes: 300_000,
  ratePerMinute: 100_000,
  concurrency: 100,
  arrivalMs: 10_000,
  answerMs: 10_000,
  waitingRequests: 1_000,
  waitingPerClient: 1_000,
  papersBytes: 8_000_000,
  papersTotalBytes: 100_000_000,
  papersPerMinute: 1_000,
};

/** The service on a world's chain, with everything it logs. */
export interface TestService {
  readonly app: FastifyInstance;
  readonly store: Store;
  /** The log so far, one line an entry. */
  readonly log: readonly string[];
}

/** What can be chosen; the rest lets everything through. */
export interface ServiceOptions {
  readonly limits?: Partial<Limits>;
  readonly chain?: Chain;
  /** Stays open when the service is closed; without it, one in memory. */
  readonly store?: Store;
  readonly pool?: NodePool;
  readonly now?: () => number;
  readonly reviewToken?: string;
  readonly metricsToken?: string;
  readonly trustedProxies?: readonly string[];
  readonly page?: PageOptions;
}

/** Builds the service; close its app in afterAll. Its clock is the chain's, read once. */
export async function openService(world: World, options: ServiceOptions = {}): Promise<TestService> {
  const log: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const time = await world.local.now();
  const store = options.store ?? (await openStore({ kind: "sqlite", file: ":memory:" }));
  const app = await buildApp({
    chain: options.chain ?? world.chain,
    store,
    ...(options.pool && { pool: options.pool }),
    ...(options.reviewToken && { reviewToken: options.reviewToken }),
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    limits: { ...LIMITS, ...options.limits },
    now: options.now ?? (() => time),
    log: { level: "trace", stream },
    trustedProxies: options.trustedProxies ?? [],
    ...(options.page && { page: options.page }),
  });
  if (options.store === undefined) app.addHook("onClose", () => store.destroy());
  return { app, store, log };
}
