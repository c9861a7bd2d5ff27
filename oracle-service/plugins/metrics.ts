import type { FastifyInstance } from "fastify";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { NodePool } from "../nodes/NodePool.ts";
import type { Alerts } from "../services/alerts.ts";
import type { IndexedIssuers } from "../services/indexedIssuers.ts";
import { requireToken } from "./requireToken.ts";

/** What the figures are read from. */
export interface Measured {
  readonly pool: NodePool | undefined;
  readonly index: IndexedIssuers;
  readonly alerts: Alerts;
}

const SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10];

/**
 * Serves the service's figures at /metrics, for Prometheus. Routes and codes only: nothing of clients is in them.
 *
 * @param token - without one, nobody reads them: they tell an attacker what its attack does.
 */
export function serveMetrics(app: FastifyInstance, { pool, index, alerts }: Measured, token: string | undefined): void {
  const register = new Registry();
  const registers = [register];
  const requests = new Counter({
    name: "cscss_requests_total",
    help: "Requests, by route and status.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "cscss_request_seconds",
    help: "Time to answer.",
    labelNames: ["route"],
    buckets: SECONDS,
    registers,
  });
  app.addHook("onResponse", async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? "none";
    requests.inc({ method, route, status: reply.statusCode });
    seconds.observe({ route }, reply.elapsedTime / 1000);
  });

  const gauge = (name: string, help: string, labelNames: readonly string[], read: (gauge: Gauge) => unknown) =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers,
      async collect() {
        this.reset();
        await read(this);
      },
    });
  gauge("cscss_index_block", "The block the index has reached.", [], async (one) =>
    one.set((await index.block())?.number ?? 0),
  );
  gauge("cscss_alerts_open", "Alerts that still hold.", [], async (one) => one.set(await alerts.openCount()));
  gauge("cscss_node_head", "The newest block a node has shown.", ["node"], (one) => {
    for (const { name, head } of pool?.states() ?? []) if (head !== undefined) one.set({ node: name }, head);
  });
  gauge("cscss_node_believed", "1 if the node is believed.", ["node"], (one) => {
    for (const { name, problem } of pool?.states() ?? []) one.set({ node: name }, problem === undefined ? 1 : 0);
  });
  gauge("cscss_memory_bytes", "Memory of the process.", [], (one) => one.set(process.memoryUsage.rss()));

  const onRequest = requireToken(token, "metrics");
  app.get("/metrics", { schema: { hide: true }, onRequest }, async (_request, reply) =>
    reply.type(register.contentType).send(await register.metrics()),
  );
}
