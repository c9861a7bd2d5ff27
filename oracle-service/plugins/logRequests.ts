import type { FastifyInstance } from "fastify";

/**
 * One line a request: which route, what came of it, how long it took. Not the path, query, headers, body or address of
 * the client: they hold whatever clients put there.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    request.log.info(
      {
        method,
        route: routeOptions.url ?? "none",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(reply.problemCode === "" ? {} : { code: reply.problemCode }),
      },
      "request",
    );
  });
}
