import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemsWithBody } from "../schemas/problem.ts";
import { PresentationRequest, RequestInput, Verification, VerifyInput } from "../schemas/verification.ts";
import type { VerificationService } from "../services/verification.ts";
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

/** POST /v1/requests and /v1/verify. */
export function verificationRoutes(verification: VerificationService): FastifyPluginAsyncZod {
  return async (app) => {
    app.post("/v1/requests", { schema: make, bodyLimit: MOST_REQUEST_BYTES }, async ({ body }, reply) =>
      reply.code(201).send(verification.request(body)),
    );
    app.post("/v1/verify", { schema: verify }, async ({ body: { presentation, expected } }) =>
      plainJson(await verification.verify(presentation, expected)),
    );
  };
}
