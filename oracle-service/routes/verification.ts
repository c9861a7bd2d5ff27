import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { clientOf } from "../plugins/clientOf.ts";
import { impatientStream } from "../plugins/impatientStream.ts";
import { problemsWithBody } from "../schemas/problem.ts";
import {
  PresentationRequest,
  RequestInput,
  Verification,
  VerifyInput,
  VerifyManyInput,
  VerifyManyLine,
} from "../schemas/verification.ts";
import type { VerificationService } from "../services/verification.ts";
import type { VerifyMany } from "../services/verifyMany.ts";
import { plainJson } from "./plainJson.ts";

const tags = ["verification"];
/** Requests are kept until they expire, so they have to be small. */
const MOST_REQUEST_BYTES = 16_384;
const make = {
  summary: "Makes a presentation request with a nonce that takes one answer",
  tags,
  body: RequestInput,
  response: { 201: PresentationRequest, ...problemsWithBody() },
};
const verify = {
  summary: "Verifies a presentation and keeps nothing of it; a bad one is a verdict, not an error",
  tags,
  body: VerifyInput,
  response: { 200: Verification, ...problemsWithBody(404) },
};

const many = {
  summary: "Verifies many presentations; results stream as lines of JSON, in the order of the items",
  tags,
  body: VerifyManyInput,
  response: {
    200: { description: "One line each.", content: { "application/x-ndjson": { schema: VerifyManyLine } } },
    ...problemsWithBody(),
  },
};
/** A hundred presentations of a usual size. */
const MANY_BYTES = 2_000_000;

/** POST /v1/requests, /v1/verify and /v1/verify-many. @param readerMs - how long the reader of a list may let it wait. */
export function verificationRoutes(
  verification: VerificationService,
  verifier: VerifyMany,
  readerMs: number,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/v1/verify-many", { schema: many, bodyLimit: MANY_BYTES }, async (request, reply) => {
      const { body, id } = request;
      const leave = verifier.enter(clientOf(request));
      const lines = impatientStream(toLines(verifier.results(body.items, `urn:uuid:${id}`)), readerMs);
      // Whether all was read, the client left, or it was too slow.
      lines.once("close", leave);
      return reply.type("application/x-ndjson").send(lines as never);
    });
    app.post("/v1/requests", { schema: make, bodyLimit: MOST_REQUEST_BYTES }, async (request, reply) =>
      reply.code(201).send(await verification.request(request.body, clientOf(request))),
    );
    app.post("/v1/verify", { schema: verify }, async ({ body: { presentation, expected } }) =>
      plainJson(await verification.verify(presentation, expected)),
    );
  };
}

async function* toLines(values: AsyncIterable<object>): AsyncGenerator<string, void> {
  for await (const value of values) yield `${JSON.stringify(plainJson(value))}\n`;
}
