import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { Health, Readiness } from "../schemas/health.ts";
import { problems } from "../schemas/problem.ts";
import type { Readiness as ReadinessService } from "../services/readiness.ts";

const tags = ["operation"];
const alive = { summary: "The process answers", tags, response: { 200: Health } };
const ready = {
  summary: "The node answers, is of the pinned chain and has the pinned contracts",
  tags,
  response: { 200: Readiness, ...problems() },
};

/** GET /healthz and /readyz. */
export function healthRoutes(readiness: ReadinessService): FastifyPluginAsyncZod {
  return async (app) => {
    // A supervisor that hears nothing kills the process: this answer is given whatever the load.
    app.get("/healthz", { schema: alive, config: { unlimited: true } }, async () => ({
      status: "alive" as const,
    }));
    app.get("/readyz", { schema: ready }, async () => ({ status: "ready" as const, ...(await readiness.check()) }));
  };
}
