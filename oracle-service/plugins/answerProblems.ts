import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { ServiceError } from "../errors/ServiceError.ts";
import { toProblem } from "../errors/toProblem.ts";

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
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) =>
    answerProblem(new ServiceError("ERR_NOT_FOUND", "There is nothing at this path for this method."), request, reply),
  );
}

/** Answers one error. */
export async function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { problem, retryAfter } = toProblem(error, `urn:uuid:${request.id}`);
  const { code, status, title } = problem;
  // What the service itself refuses stands in the line of the request, with its code; a flood shall not fill the log twice.
  if (status >= 500 && !(error instanceof ServiceError)) request.log.error({ code, cause: withoutWords(error) }, title);
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  reply.problemCode = code;
  reply.code(status).type("application/problem+json").send(problem);
}

interface Trace {
  readonly type: string;
  readonly code?: string;
  readonly frames?: readonly string[];
  readonly cause?: Trace;
}

const MOST_FRAMES = 8;

/** Where an error came from, without its words: they may quote what was sent, or the node's address with a password. */
function withoutWords(error: unknown): Trace {
  if (!(error instanceof Error)) return { type: typeof error };
  const ours = error instanceof CscssError;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...("code" in error ? { code: String(error.code) } : {}),
    ...(ours ? {} : { frames: frames.slice(0, MOST_FRAMES).map((line) => line.trim()) }),
    ...(error.cause === undefined ? {} : { cause: withoutWords(error.cause) }),
  };
}
