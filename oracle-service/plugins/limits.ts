import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ServiceError } from "../errors/ServiceError.ts";
import { clientOf } from "./clientOf.ts";
import type { Burden } from "./places.ts";
import { openPlaces } from "./places.ts";

/** How much the service takes on. */
export interface Limits {
  /** Bytes of a body. */
  readonly bodyBytes: number;
  /** Requests a minute from one address (of IPv6, one /64). */
  readonly ratePerMinute: number;
  /** Requests worked on at once; half of them with a body at most, and a quarter with bodies from one address. */
  readonly concurrency: number;
  /** Milliseconds a request may take to arrive. */
  readonly arrivalMs: number;
  /** Milliseconds an answer may take, or its reader may let the service wait. */
  readonly answerMs: number;
  /** Presentation requests that may wait for their answers. */
  readonly waitingRequests: number;
  /** So many of them from one address. */
  readonly waitingPerClient: number;
  /** Bytes of the papers of one application. */
  readonly papersBytes: number;
  /** Bytes of all papers that are kept. */
  readonly papersTotalBytes: number;
  /** Papers a minute from one address. */
  readonly papersPerMinute: number;
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route is answered however busy the service is. */
    unlimited?: boolean;
    /** The route takes papers. */
    papers?: boolean;
  }
  interface FastifyRequest {
    /** Gives the place of the request back. */
    leave: (() => void) | undefined;
    /** A handler works on it, and gives the place back itself. */
    working: boolean;
  }
}

const MINUTE = 60_000;
const MOST_ADDRESSES = 50_000;
const RETRY_AFTER = 2;

/** Limits all routes that are registered after it: by address, by number and by time, before a body is read. */
export async function limitRoutes(app: FastifyInstance, limits: Limits): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: limits.ratePerMinute,
    timeWindow: MINUTE,
    cache: MOST_ADDRESSES,
  });
  const rates = {
    requests: { limit: app.createRateLimit(), max: limits.ratePerMinute },
    papers: { limit: app.createRateLimit({ max: limits.papersPerMinute }), max: limits.papersPerMinute },
  };
  const places = openPlaces(limits.concurrency);

  async function requireRate(request: FastifyRequest, what: keyof typeof rates): Promise<void> {
    const { limit, max } = rates[what];
    const found = await limit(request);
    if (found.isAllowed || !found.isExceeded) return;
    throw new ServiceError("ERR_RATE", `${max} ${what} a minute are allowed.`, { retryAfter: found.ttlInSeconds });
  }

  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    // A connection that is kept would keep the service from ending.
    if (stopping) reply.header("connection", "close");
  });
  app.decorateRequest("leave", undefined);
  app.decorateRequest("working", false);
  app.addHook("onRequest", async (request, reply) => {
    if (stopping) throw new ServiceError("ERR_STOPPING", "The service is being stopped.", { retryAfter: RETRY_AFTER });
    const { unlimited = false, papers = false } = request.routeOptions.config;
    if (unlimited) return;
    await requireRate(request, "requests");
    if (papers) await requireRate(request, "papers");
    const leave = places.take(clientOf(request), papers ? "papers" : burdenOf(request));
    request.leave = leave;
    reply.raw.once("close", () => {
      // Refused before a handler saw it, or the client left while it arrived.
      if (!request.working) leave();
    });
  });
  app.addHook("onRoute", (route) => {
    if (route.config?.unlimited === true) return;
    const { handler } = route;
    route.handler = async function limited(request, reply) {
      request.working = true;
      // The place is taken until the work is really done, even if the client has left or the time is over.
      const work = (async () => handler.call(this, request, reply))().finally(request.leave);
      return inTime(work, limits.answerMs);
    };
  });
}

function burdenOf({ headers }: FastifyRequest): Burden {
  const { "content-length": length = "0", "transfer-encoding": encoding } = headers;
  return length === "0" && encoding === undefined ? "question" : "body";
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
