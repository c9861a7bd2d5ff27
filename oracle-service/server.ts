#!/usr/bin/env node
import { readFileSync, statSync } from "node:fs";
import { nowInSeconds } from "@cscss-me/sdk";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.ts";
import { ConfigError } from "./config/ConfigError.ts";
import { connectNodes } from "./config/connectNodes.ts";
import type { Config } from "./config/readConfig.ts";
import { readConfig } from "./config/readConfig.ts";
import { openRelayer } from "./governance/relayer.ts";
import { openIndexer } from "./indexer/Indexer.ts";
import { followChain } from "./jobs/followChain.ts";
import { forgetPapers } from "./jobs/forgetPapers.ts";
import { relayDecisions } from "./jobs/relayDecisions.ts";
import { runJob } from "./jobs/runJob.ts";
import { watchSuspended } from "./jobs/watchSuspended.ts";
import { storedAlerts } from "./services/alerts.ts";
import type { Store } from "./store/openStore.ts";
import { openStore } from "./store/openStore.ts";

try {
  await serve(readConfig(process.env, (path) => ({ text: readFileSync(path, "utf8"), mode: statSync(path).mode })));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}

async function serve(config: Config): Promise<void> {
  const { limits, trustedProxies, publicUrl, reviewToken, metricsToken, logLevel, host, port, pollMs, page } = config;
  const { relayer, maxGasPrice } = config;
  const { chain, pool } = connectNodes(config);
  const store = await openStore(config.store);
  try {
    const app = await buildApp({
      chain,
      store,
      pool,
      limits,
      trustedProxies,
      publicUrl,
      ...(reviewToken === undefined ? {} : { reviewToken }),
      ...(metricsToken === undefined ? {} : { metricsToken }),
      log: { level: logLevel },
      ...(page && { page }),
    });
    const now = nowInSeconds;
    const alerts = storedAlerts(store, now);
    const jobs = [
      followChain(openIndexer(store, pool), pool, alerts, pollMs),
      forgetPapers(store, chain.network, now),
      watchSuspended(store, pool, alerts, pollMs),
      ...(relayer === undefined
        ? []
        : [relayDecisions(openRelayer({ chain, store, account: relayer, maxGasPrice, now }), pollMs)]),
    ];
    const running: (() => Promise<void>)[] = [];
    app.addHook("onClose", () => Promise.all(running.map((stopJob) => stopJob())));
    await app.listen({ host, port });
    for (const job of jobs) running.push(runJob(job, { alerts, log: app.log }));
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => void stop(app, store, config.stopMs));
    }
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

/** Lets running requests end, but not for ever; a second signal ends the process at once, as signals do. */
async function stop(app: FastifyInstance, store: Store, milliseconds: number): Promise<void> {
  const deadline = setTimeout(() => {
    app.log.error("connections were still open after the time to stop");
    process.exit(1);
  }, milliseconds);
  await app.close();
  // Last of all: jobs and requests that end still write.
  await store.destroy();
  clearTimeout(deadline);
  app.log.info("stopped");
}
