import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { RecordSchemas } from "../schemas/catalogue.ts";
import { problems } from "../schemas/problem.ts";
import { recordSchemas } from "../services/recordSchemas.ts";

const schema = {
  summary: "The types of record, and the JSON Schemas of their claims",
  tags: ["catalogue"],
  response: { 200: RecordSchemas, ...problems() },
};

/** GET /v1/schemas. */
export const schemaRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get("/v1/schemas", { schema }, async () => ({ items: recordSchemas() }));
};
