import { isIP } from "node:net";
import { z } from "zod";
import type { NetworkFile } from "../../sdk/network/NetworkFile.ts";
import { parseNetworkFile } from "../../sdk/network/parseNetworkFile.ts";
import type { Limits } from "../plugins/limits.ts";
import type { PageOptions } from "../plugins/page.ts";
import { ConfigError } from "./ConfigError.ts";

/** The service's configuration. */
export interface Config {
  readonly network: NetworkFile;
  /** May hold a password: never to be logged. */
  readonly rpcUrl: string;
  /** Milliseconds to wait for the node. */
  readonly rpcTimeoutMs: number;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly trustedProxies: readonly string[];
  /** Milliseconds to let running requests end when the service is stopped. */
  readonly stopMs: number;
  readonly limits: Limits;
  /** The web page; absent if none is served. */
  readonly page?: PageOptions;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
/** Variables with this prefix are the service's own: one it does not know is a mistyped one. */
const OWN_PREFIX = "CSCSS_SERVICE_";

const whole = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,9})$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(otherwise);

const RpcUrl = z.string({ error: "must be set: the http or https URL of a node" }).refine((text) => {
  // zod's own message would repeat the URL, and with it a password.
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:";
}, "must be the http or https URL of a node");

const PublicRpcUrl = RpcUrl.refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined || (url.username === "" && url.password === "");
}, "must hold no user and no password: everybody who opens the page sees it");

const Proxies = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((parts) => parts.every(isAddressRange), "must be IP addresses or ranges such as 10.0.0.0/8, with commas")
  .default([]);

const Environment = z.object({
  CSCSS_NETWORK_FILE: z
    .string({ error: "must be set: the path of the network file" })
    .min(1, "must be the path of the network file"),
  CSCSS_RPC_URL: RpcUrl,
  CSCSS_SERVICE_RPC_TIMEOUT_MS: whole(100, 60_000, 5_000),
  CSCSS_SERVICE_PAGE_RPC_URL: PublicRpcUrl.optional(),
  CSCSS_SERVICE_HOST: z.string().min(1, "must be an address or host name").default("127.0.0.1"),
  CSCSS_SERVICE_PORT: whole(0, 65_535, 8080),
  CSCSS_SERVICE_LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  CSCSS_SERVICE_TRUSTED_PROXIES: Proxies,
  CSCSS_SERVICE_STOP_MS: whole(0, 600_000, 10_000),
  CSCSS_SERVICE_BODY_BYTES: whole(1_024, 10_000_000, 300_000),
  CSCSS_SERVICE_RATE_PER_MINUTE: whole(1, 1_000_000, 300),
  CSCSS_SERVICE_CONCURRENCY: whole(1, 10_000, 64),
  CSCSS_SERVICE_ARRIVAL_MS: whole(100, 600_000, 10_000),
  CSCSS_SERVICE_ANSWER_MS: whole(100, 600_000, 15_000),
  CSCSS_SERVICE_WAITING_REQUESTS: whole(1, 1_000_000, 10_000),
});

/**
 * Reads the configuration from the environment.
 *
 * @param environment - usually process.env.
 * @param readFile - reads a text file; throws if it cannot.
 * @throws ConfigError naming every mistake there is.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Config {
  const { data, error } = Environment.safeParse(environment);
  const mistakes = [
    ...unknownVariables(environment),
    ...(error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
  ];
  // Read even if other variables are wrong, so that one start shows everything.
  const { CSCSS_NETWORK_FILE: path } = environment;
  const network = readNetwork(path, readFile, mistakes);
  if (data === undefined || network === undefined || mistakes.length > 0) throw new ConfigError(mistakes);
  return {
    network,
    rpcUrl: data.CSCSS_RPC_URL,
    rpcTimeoutMs: data.CSCSS_SERVICE_RPC_TIMEOUT_MS,
    host: data.CSCSS_SERVICE_HOST,
    port: data.CSCSS_SERVICE_PORT,
    logLevel: data.CSCSS_SERVICE_LOG_LEVEL,
    trustedProxies: data.CSCSS_SERVICE_TRUSTED_PROXIES,
    stopMs: data.CSCSS_SERVICE_STOP_MS,
    ...(data.CSCSS_SERVICE_PAGE_RPC_URL && { page: { rpcUrl: data.CSCSS_SERVICE_PAGE_RPC_URL } }),
    limits: {
      bodyBytes: data.CSCSS_SERVICE_BODY_BYTES,
      ratePerMinute: data.CSCSS_SERVICE_RATE_PER_MINUTE,
      concurrency: data.CSCSS_SERVICE_CONCURRENCY,
      arrivalMs: data.CSCSS_SERVICE_ARRIVAL_MS,
      answerMs: data.CSCSS_SERVICE_ANSWER_MS,
      waitingRequests: data.CSCSS_SERVICE_WAITING_REQUESTS,
    },
  };
}

function readNetwork(
  path: string | undefined,
  readFile: (path: string) => string,
  mistakes: string[],
): NetworkFile | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    return parseNetworkFile(readFile(path));
  } catch (error) {
    mistakes.push(`CSCSS_NETWORK_FILE ${path}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(OWN_PREFIX) && !Object.hasOwn(Environment.shape, name))
    .map((name) => `${name} is no variable of this service`);
}

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const most = isIP(address) === 6 ? 128 : 32;
  const wholeBits = bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && wholeBits && more.length === 0;
}
