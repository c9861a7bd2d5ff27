import { parseIssuer } from "@cscss-me/sdk/registry";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { Alerts, AlertsQuery, Statistics, StatisticsQuery } from "../schemas/operation.ts";
import { problems } from "../schemas/problem.ts";
import type { Alerts as AlertService } from "../services/alerts.ts";
import type { StatisticsService } from "../services/statistics.ts";

const tags = ["operation"];
const MOST_ALERTS = 100;
const stats = {
  summary: "Nodes, transactions, organizations, wallets and records, by day and in all",
  tags,
  querystring: StatisticsQuery,
  response: { 200: Statistics, ...problems(400) },
};
const alerts = {
  summary: `What somebody should look at, the newest first, ${MOST_ALERTS} at most`,
  tags,
  querystring: AlertsQuery,
  response: { 200: Alerts, ...problems(400) },
};

/** GET /v1/stats and /v1/alerts. */
export function operationRoutes(
  statistics: StatisticsService,
  alertService: AlertService,
  chainId: bigint,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/v1/stats", { schema: stats }, async ({ query: { days, issuer } }) =>
      statistics.read({ days, organization: issuer === undefined ? undefined : parseIssuer(chainId, issuer) }),
    );
    app.get("/v1/alerts", { schema: alerts }, async ({ query: { open } }) => ({
      items: await alertService.list({ open: open === undefined ? undefined : open === "true", limit: MOST_ALERTS }),
    }));
  };
}
