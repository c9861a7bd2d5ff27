import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { RecordSchemas, RequestTemplates } from "../schemas/catalogue.ts";
import { problems } from "../schemas/problem.ts";
import { recordSchemas } from "../services/recordSchemas.ts";
import { REQUEST_TEMPLATES } from "../services/requestTemplates.ts";

const schema = {
  summary: "The types of record, and the JSON Schemas of their claims",
  tags: ["catalogue"],
  response: { 200: RecordSchemas, ...problems() },
};

const templates = {
  summary: "The usual purposes of a request, and the claims each needs",
  tags: ["catalogue"],
  response: { 200: RequestTemplates, ...problems() },
};

/** GET /v1/schemas and /v1/templates. */
export const schemaRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get("/v1/schemas", { schema }, async () => ({ items: recordSchemas() }));
  app.get("/v1/templates", { schema: templates }, async () => ({ items: REQUEST_TEMPLATES }));
};
