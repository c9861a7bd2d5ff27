import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { ServiceError } from "../errors/ServiceError.ts";

/** How much the service takes on. */
export interface Limits {
  /** Bytes of a body. */
  readonly bodyBytes: number;
  /** Requests a minute from one address (of IPv6, one /64). */
  readonly ratePerMinute: number;
  /** Requests worked on at once. */
  readonly concurrency: number;
  /** Milliseconds a request may take to arrive. */
  readonly arrivalMs: number;
  /** Milliseconds an answer may take. */
  readonly answerMs: number;
  /** Presentation requests that may wait for their answers. */
  readonly waitingRequests: number;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route is answered however busy the service is. */
    unlimited?: boolean;
  }
}

const MINUTE = 60_000;
const MOST_ADDRESSES = 50_000;
const RETRY_AFTER = 2;

/** Limits all routes that are registered after it: by address, by number and by time. */
export async function limitRoutes(app: FastifyInstance, limits: Limits): Promise<void> {
  await app.register(rateLimit, {
    max: limits.ratePerMinute,
    timeWindow: MINUTE,
    cache: MOST_ADDRESSES,
    errorResponseBuilder: () => new ServiceError("ERR_RATE", `${limits.ratePerMinute} requests a minute are allowed.`),
  });

  let working = 0;
  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    // A connection that is kept would keep the service from ending.
    if (stopping) reply.header("connection", "close");
  });
  app.addHook("onRequest", async () => {
    if (!stopping) return;
    throw new ServiceError("ERR_STOPPING", "The service is being stopped.", { retryAfter: RETRY_AFTER });
  });
  app.addHook("onRoute", (route) => {
    if (route.config?.unlimited === true) return;
    const { handler } = route;
    route.handler = async function limited(request, reply) {
      if (working >= limits.concurrency) {
        throw new ServiceError("ERR_OVERLOADED", "As many requests as may be are being worked on.", {
          retryAfter: RETRY_AFTER,
        });
      }
      working++;
      // The place is taken until the work is really done, even if the client has left or the time is over.
      const work = (async () => handler.call(this, request, reply))().finally(() => working--);
      return inTime(work, limits.answerMs);
    };
  });
}

async function inTime<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new ServiceError("ERR_TIMEOUT", `No answer in ${milliseconds} ms.`, { retryAfter: RETRY_AFTER });
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
