import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { IssuerName, Paging, Time } from "../schemas/input.ts";
import { problems } from "../schemas/problem.ts";
import { History, IssuerList, IssuerReading } from "../schemas/registry.ts";
import type { IssuerService } from "../services/issuers.ts";

const tags = ["registry"];
const params = z.strictObject({ issuer: IssuerName });

const list = {
  summary: "The organizations that ever applied, in the order of their numbers",
  tags,
  querystring: Paging,
  response: { 200: IssuerList, ...problems(400) },
};
const one = {
  summary: "Where an organization stands, and where it stood at a time",
  tags,
  params,
  querystring: z.strictObject({ at: Time.optional() }),
  response: { 200: IssuerReading, ...problems(400, 404) },
};
const history = {
  summary: "An organization's history, oldest first",
  tags,
  params,
  querystring: Paging,
  response: { 200: History, ...problems(400, 404) },
};

/** GET /v1/issuers, /v1/issuers/{issuer} and /v1/issuers/{issuer}/history. */
export function issuerRoutes(issuers: IssuerService): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/v1/issuers", { schema: list }, ({ query }) => issuers.list(query));
    app.get("/v1/issuers/:issuer", { schema: one }, ({ params, query }) => issuers.read(params.issuer, query.at));
    app.get("/v1/issuers/:issuer/history", { schema: history }, ({ params, query }) =>
      issuers.history(params.issuer, query),
    );
  };
}
