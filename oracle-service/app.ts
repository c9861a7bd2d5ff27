import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import type { FastifyInstance } from "fastify";
import Fastify, { LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Chain } from "../sdk/network/connectChain.ts";
import { answerProblem, answerProblems } from "./plugins/answerProblems.ts";
import type { Limits } from "./plugins/limits.ts";
import { limitRoutes } from "./plugins/limits.ts";
import { logRequests } from "./plugins/logRequests.ts";
import { describeRoutes } from "./plugins/openapi.ts";
import type { PageOptions } from "./plugins/page.ts";
import { servePage } from "./plugins/page.ts";
import { refuseConnection } from "./plugins/refuseConnection.ts";
import { takeStrictJson } from "./plugins/strictJson.ts";
import { authorizationRoutes } from "./routes/authorization.ts";
import { healthRoutes } from "./routes/health.ts";
import { issuerRoutes } from "./routes/issuers.ts";
import { schemaRoutes } from "./routes/schemas.ts";
import { verificationRoutes } from "./routes/verification.ts";
import { openServices } from "./services/Services.ts";

/** What the service needs to be built. */
export interface AppOptions {
  /** The pinned contracts, seen through the node that is asked. */
  readonly chain: Chain;
  readonly limits: Limits;
  /** The service's clock, Unix seconds; the machine's unless told. */
  readonly now?: () => number;
  readonly log?: { readonly level: string; readonly stream?: Writable };
  /** Addresses of proxies whose X-Forwarded-For is believed; none unless told. */
  readonly trustedProxies?: readonly string[];
  /** The web page; none is served unless told. */
  readonly page?: PageOptions;
}

const HEADER_BYTES = 16_384;
const PARAMETER_CHARACTERS = 1_000;
const LOOK_FOR_SLOW_MS = 500;

/** Builds the service without listening. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { chain, limits, log, trustedProxies = [] } = options;
  const { now = () => Math.floor(Date.now() / 1000) } = options;
  const app = Fastify({
    logger: log === undefined ? false : { base: null, ...log },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.arrivalMs,
    http: {
      headersTimeout: limits.arrivalMs,
      maxHeaderSize: HEADER_BYTES,
      connectionsCheckingInterval: LOOK_FOR_SLOW_MS,
    },
    routerOptions: { maxParamLength: PARAMETER_CHARACTERS },
    exposeHeadRoutes: false,
    // While stopping, limitRoutes answers instead, in the form of all other errors.
    return503OnClosing: false,
    frameworkErrors: answerProblem,
    clientErrorHandler: refuseConnection,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  });
  takeStrictJson(app);
  logRequests(app);
  await limitRoutes(app, limits);
  answerProblems(app);
  await describeRoutes(app, chain.network);

  const services = openServices(chain, { now, requestCapacity: limits.waitingRequests });
  await app.register(authorizationRoutes(services.issuers));
  await app.register(issuerRoutes(services.issuers));
  await app.register(verificationRoutes(services.verification));
  await app.register(schemaRoutes);
  await app.register(healthRoutes(services.readiness));
  if (options.page !== undefined) await servePage(app, options.page, chain.network);
  return app;
}
