import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { Category, IssuerName, Time } from "../schemas/input.ts";
import { problems } from "../schemas/problem.ts";
import { Authorization } from "../schemas/registry.ts";
import type { IssuerService } from "../services/issuers.ts";

const schema = {
  summary: "May this organization issue this kind of credential, now or at that time?",
  tags: ["registry"],
  querystring: z.strictObject({ issuer: IssuerName, category: Category, at: Time.optional() }),
  response: { 200: Authorization, ...problems(400) },
};

/** GET /v1/authorization. */
export function authorizationRoutes(issuers: IssuerService): FastifyPluginAsyncZod {
  return async (app) => {
    app.get("/v1/authorization", { schema }, (request) => issuers.authorization(request.query));
  };
}
