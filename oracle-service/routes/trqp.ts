import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import { problemsWithBody } from "../schemas/problem.ts";
import { TrqpAuthorization, TrqpQuery, TrqpRecognition } from "../schemas/trqp.ts";
import type { TrqpAnswer, TrqpQuestion, TrqpService } from "../services/trqp.ts";

const tags = ["trqp"];
const authorization = {
  summary: "May this organization issue in this category? (Trust Registry Query Protocol 2.0)",
  tags,
  body: TrqpQuery,
  response: { 200: TrqpAuthorization, ...problemsWithBody(404) },
};
const recognition = {
  summary: "Is this organization recognized as a recognition body? (Trust Registry Query Protocol 2.0)",
  tags,
  body: TrqpQuery,
  response: { 200: TrqpRecognition, ...problemsWithBody(404) },
};

/** POST /authorization and /recognition. */
export function trqpRoutes(trqp: TrqpService): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/authorization", { schema: authorization }, async ({ body }) => {
      const answer = await trqp.authorization(questionOf(body));
      return { ...answerOf(body, answer), authorized: answer.yes };
    });
    app.post("/recognition", { schema: recognition }, async ({ body }) => {
      const answer = await trqp.recognition(questionOf(body));
      return { ...answerOf(body, answer), recognized: answer.yes };
    });
  };
}

type Query = z.infer<typeof TrqpQuery>;

function questionOf({ entity_id: entity, authority_id: authority, action, resource, context }: Query): TrqpQuestion {
  const time = context?.time === undefined ? undefined : Date.parse(context.time) / 1000;
  return { entity, authority, action, resource, time };
}

function answerOf({ context, ...query }: Query, { time, message }: TrqpAnswer) {
  return {
    ...query,
    ...(context?.time === undefined ? {} : { time_requested: context.time }),
    time_evaluated: new Date(time * 1000).toISOString().replace(".000", ""),
    message,
    ...(context === undefined ? {} : { context }),
  };
}
