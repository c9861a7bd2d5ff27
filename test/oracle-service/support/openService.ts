import { Writable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { buildApp } from "../../../oracle-service/app.ts";
import type { Limits } from "../../../oracle-service/plugins/limits.ts";
import type { PageOptions } from "../../../oracle-service/plugins/page.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import type { World } from "../../fixtures/world.ts";

const LIMITS: Limits = {
  bodyBytes: 300_000,
  ratePerMinute: 100_000,
  concurrency: 100,
  arrivalMs: 10_000,
  answerMs: 10_000,
  waitingRequests: 1_000,
};

/** The service on a world's chain, with everything it logs. */
export interface TestService {
  readonly app: FastifyInstance;
  /** The log so far, one line an entry. */
  readonly log: readonly string[];
}

/** What can be chosen; the rest lets everything through. */
export interface ServiceOptions {
  readonly limits?: Partial<Limits>;
  readonly chain?: Chain;
  readonly now?: () => number;
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
  const app = await buildApp({
    chain: options.chain ?? world.chain,
    limits: { ...LIMITS, ...options.limits },
    now: options.now ?? (() => time),
    log: { level: "trace", stream },
    trustedProxies: options.trustedProxies ?? [],
    ...(options.page && { page: options.page }),
  });
  return { app, log };
}
