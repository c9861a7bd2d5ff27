import { randomUUID } from "node:crypto";
import type { Writable } from "node:stream";
import type { Chain } from "@cscss-me/sdk";
import { nowInSeconds } from "@cscss-me/sdk";
import type { FastifyInstance } from "fastify";
import Fastify, { LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { NodePool } from "./nodes/NodePool.ts";
import { answerProblem, answerProblems } from "./plugins/answerProblems.ts";
import type { Limits } from "./plugins/limits.ts";
import { limitRoutes } from "./plugins/limits.ts";
import { logRequests } from "./plugins/logRequests.ts";
import { serveMetrics } from "./plugins/metrics.ts";
import { noticeFlood } from "./plugins/noticeFlood.ts";
import { describeRoutes } from "./plugins/openapi.ts";
import type { PageOptions } from "./plugins/page.ts";
import { servePage } from "./plugins/page.ts";
import { refuseConnection } from "./plugins/refuseConnection.ts";
import { takeStrictJson } from "./plugins/strictJson.ts";
import { applicationRoutes } from "./routes/applications.ts";
import { authorizationRoutes } from "./routes/authorization.ts";
import { ebsiRoutes } from "./routes/ebsi.ts";
import { governanceRoutes } from "./routes/governance.ts";
import { healthRoutes } from "./routes/health.ts";
import { issuerRoutes } from "./routes/issuers.ts";
import { operationRoutes } from "./routes/operation.ts";
import { schemaRoutes } from "./routes/schemas.ts";
import { trqpRoutes } from "./routes/trqp.ts";
import { verificationRoutes } from "./routes/verification.ts";
import { openServices } from "./services/Services.ts";
import type { Store } from "./store/openStore.ts";

/** What the service needs to be built. */
export interface AppOptions {
  /** The pinned contracts, seen through the node that is asked. */
  readonly chain: Chain;
  /** Belongs to the caller, who closes it when the app is closed. */
  readonly store: Store;
  /** The nodes behind the chain, where there are several to tell about. */
  readonly pool?: NodePool;
  readonly limits: Limits;
  /** What links in answers begin with, without a slash at the end; nothing unless told. */
  readonly publicUrl?: string;
  /** Opens papers, notes and the audit log; without it nobody reads them over HTTP. */
  readonly reviewToken?: string;
  /** Opens /metrics; without it nobody reads them. */
  readonly metricsToken?: string;
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
const PAUSE_OF_ANSWERS = 4;
const LOOK_FOR_SLOW_MS = 500;
/** Refused requests a minute from which on somebody should look. */
const FLOOD = 100;

/** Builds the service without listening. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { chain, store, pool, limits, log, reviewToken, publicUrl = "", trustedProxies = [] } = options;
  const { now = nowInSeconds } = options;
  const app = Fastify({
    logger: log === undefined ? false : { base: null, ...log },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.arrivalMs,
    // Nothing passes for that long only if the other side takes nothing: a list may pause for some answers' time.
    connectionTimeout: limits.arrivalMs + PAUSE_OF_ANSWERS * limits.answerMs,
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

  const services = openServices(chain, { store, pool, now, limits });
  noticeFlood(app, services.alerts, FLOOD);
  serveMetrics(app, { pool, ...services }, options.metricsToken);
  await app.register(authorizationRoutes(services.issuers));
  await app.register(issuerRoutes(services.issuers));
  await app.register(ebsiRoutes(services.ebsi, publicUrl));
  await app.register(trqpRoutes(services.trqp));
  await app.register(verificationRoutes(services.verification, services.verifyMany, limits.answerMs));
  await app.register(schemaRoutes);
  await app.register(applicationRoutes(services.governance.applications, reviewToken));
  await app.register(governanceRoutes(services.governance, reviewToken));
  await app.register(operationRoutes(services.statistics, services.alerts, chain.chainId));
  await app.register(healthRoutes(services.readiness));
  if (options.page !== undefined) await servePage(app, options.page, chain.network);
  return app;
}
