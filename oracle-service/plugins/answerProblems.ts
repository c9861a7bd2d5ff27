import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../errors/ServiceError.ts";
import { toProblem } from "../errors/toProblem.ts";
import { traceOf } from "../errors/traceOf.ts";

declare module "fastify" {
  interface FastifyReply {
    /** The code of the problem that is being answered, for the log. */
    problemCode: string;
  }
}

/** Answers every error as problem+json, and logs those that are the service's own or its node's. */
export function answerProblems(app: FastifyInstance): void {
  app.decorateReply("problemCode", "");
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(async (request, reply) =>
    answerProblem(new ServiceError("ERR_NOT_FOUND", "There is nothing at this path for this method."), request, reply),
  );
}

/** Answers one error. */
export async function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { problem, retryAfter } = toProblem(error, `urn:uuid:${request.id}`);
  const { code, status, title } = problem;
  // What the service itself refuses stands in the line of the request, with its code; a flood shall not fill the log twice.
  if (status >= 500 && !(error instanceof ServiceError)) request.log.error({ code, cause: traceOf(error) }, title);
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  reply.problemCode = code;
  reply.code(status).type("application/problem+json").send(problem);
}
