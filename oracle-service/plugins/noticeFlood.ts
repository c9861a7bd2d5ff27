import type { FastifyInstance } from "fastify";
import { traceOf } from "../errors/traceOf.ts";
import type { Alerts } from "../services/alerts.ts";

const REFUSALS: ReadonlySet<string> = new Set(["ERR_RATE", "ERR_OVERLOADED"]);
const MINUTE = 60_000;

/** Raises an alert when more than so many requests of a minute had to be refused; a quiet minute ends it. */
export function noticeFlood(app: FastifyInstance, alerts: Alerts, most: number): void {
  let refused = 0;
  let raised = false;
  async function judge(): Promise<void> {
    const flooded = refused > most;
    if (flooded && !raised) await alerts.raise("flood", "requests", `${refused} requests of a minute were refused.`);
    if (!flooded && raised) await alerts.settle("flood", "requests");
    raised = flooded;
  }
  const keep = (judging: Promise<void>) =>
    judging.catch((error: unknown) => app.log.error({ cause: traceOf(error) }, "no alert was kept"));
  app.addHook("onResponse", async (_request, reply) => {
    if (!REFUSALS.has(reply.problemCode)) return;
    refused++;
    if (refused === most + 1) await keep(judge());
  });
  const timer = setInterval(() => {
    void keep(judge());
    refused = 0;
  }, MINUTE).unref();
  app.addHook("onClose", async () => clearInterval(timer));
}
