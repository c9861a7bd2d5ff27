import { isIP } from "node:net";
import type { NetworkFile } from "@cscss-me/sdk";
import { parseNetworkFile } from "@cscss-me/sdk";
import type { Wallet } from "ethers";
import { parseUnits } from "ethers";
import { z } from "zod";
import type { Limits } from "../plugins/limits.ts";
import type { PageOptions } from "../plugins/page.ts";
import type { StorePlace } from "../store/StorePlace.ts";
import { ConfigError } from "./ConfigError.ts";
import type { KeyFile } from "./readKeyFile.ts";
import { readKeyFile } from "./readKeyFile.ts";
import { StoreVariables, storePlace } from "./storePlace.ts";

/** The service's configuration. */
export interface Config {
  readonly network: NetworkFile;
  /** May hold passwords: never to be logged. */
  readonly rpcUrls: readonly string[];
  readonly store: StorePlace;
  /** What links in answers begin with. */
  readonly publicUrl: string;
  /** Opens papers, notes and the audit log: never to be logged. */
  readonly reviewToken: string | undefined;
  /** Opens /metrics: never to be logged. */
  readonly metricsToken: string | undefined;
  /** Pays for relaying what the Council decided; without it nothing is relayed. */
  readonly relayer: Wallet | undefined;
  /** Wei that the relayer pays for a unit of gas at most. */
  readonly maxGasPrice: bigint;
  /** Milliseconds between two looks at the chain. */
  readonly pollMs: number;
  /** Milliseconds to wait for a node. */
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

type ReadFile = (path: string) => KeyFile;

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
/** Variables with this prefix are the service's own: one it does not know is a mistyped one. */
const OWN_PREFIX = "CSCSS_SERVICE_";
const MOST_NODES = 9;

const whole = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,9})$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(otherwise);

const isHttp = (text: string): boolean => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : "");

// zod's own message would repeat the URLs, and with them passwords.
const RpcUrls = z
  .string({ error: "must be set: the http or https URL of a node, or of several with spaces between" })
  .transform((text) => text.trim().split(/\s+/))
  .refine((urls) => urls.every(isHttp), "must be http or https URLs of nodes, with spaces between")
  .refine((urls) => new Set(urls).size === urls.length, "names a node twice: each has a voice of its own")
  .refine((urls) => urls.length <= MOST_NODES, `must name ${MOST_NODES} nodes at most`);

const PublicUrl = z
  .string()
  .refine((text) => isHttp(text) && !text.endsWith("/"), "must be an http or https URL without a slash at its end")
  .default("");

const PublicRpcUrl = z
  .string()
  .refine(isHttp, "must be the http or https URL of a node")
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return url === undefined || (url.username === "" && url.password === "");
  }, "must hold no user and no password: everybody who opens the page sees it");

const Proxies = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((parts) => parts.every(isAddressRange), "must be IP addresses or ranges such as 10.0.0.0/8, with commas")
  .default([]);

// The message does not repeat it.
const Token = z
  .string()
  .refine((token) => /^[A-Za-z0-9_.~+/-]{32,200}$/.test(token), "must be 32 to 200 letters, digits or -_.~+/");

const Environment = z.object({
  CSCSS_NETWORK_FILE: z
    .string({ error: "must be set: the path of the network file" })
    .min(1, "must be the path of the network file"),
  CSCSS_RPC_URL: RpcUrls,
  ...StoreVariables,
  CSCSS_SERVICE_PUBLIC_URL: PublicUrl,
  CSCSS_SERVICE_REVIEW_TOKEN: Token.optional(),
  CSCSS_SERVICE_METRICS_TOKEN: Token.optional(),
  CSCSS_SERVICE_RELAYER_KEY_FILE: z.string().min(1, "must be the path of a file").optional(),
  CSCSS_SERVICE_MAX_GAS_PRICE: whole(0, 1_000_000, 500),
  CSCSS_SERVICE_POLL_MS: whole(50, 600_000, 1_000),
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
  CSCSS_SERVICE_WAITING_REQUESTS: whole(1, 1_000_000, 50_000),
  CSCSS_SERVICE_WAITING_PER_CLIENT: whole(1, 1_000_000, 500),
  CSCSS_SERVICE_PAPERS_BYTES: whole(1_024, 100_000_000, 8_000_000),
  CSCSS_SERVICE_PAPERS_TOTAL_BYTES: whole(1_024, 9_999_999_999, 2_000_000_000),
  CSCSS_SERVICE_PAPERS_PER_MINUTE: whole(1, 1_000_000, 10),
});

/**
 * Reads the configuration from the environment.
 *
 * @param environment - usually process.env.
 * @param readFile - reads a text file and its permission bits; throws if it cannot.
 * @throws ConfigError naming every mistake there is.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, readFile: ReadFile): Config {
  const { data, error } = Environment.safeParse(environment);
  const mistakes = [
    ...unknownVariables(environment),
    ...(error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
  ];
  // Read even if other variables are wrong, so that one start shows everything.
  const { CSCSS_NETWORK_FILE: path } = environment;
  const network = readNetwork(path, readFile, mistakes);
  const relayer = readRelayer(environment.CSCSS_SERVICE_RELAYER_KEY_FILE, readFile, mistakes);
  if (data === undefined || network === undefined || mistakes.length > 0) throw new ConfigError(mistakes);
  return {
    network,
    rpcUrls: data.CSCSS_RPC_URL,
    store: storePlace(data),
    publicUrl: data.CSCSS_SERVICE_PUBLIC_URL,
    reviewToken: data.CSCSS_SERVICE_REVIEW_TOKEN,
    metricsToken: data.CSCSS_SERVICE_METRICS_TOKEN,
    relayer,
    maxGasPrice: parseUnits(String(data.CSCSS_SERVICE_MAX_GAS_PRICE), "gwei"),
    pollMs: data.CSCSS_SERVICE_POLL_MS,
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
      waitingPerClient: data.CSCSS_SERVICE_WAITING_PER_CLIENT,
      papersBytes: data.CSCSS_SERVICE_PAPERS_BYTES,
      papersTotalBytes: data.CSCSS_SERVICE_PAPERS_TOTAL_BYTES,
      papersPerMinute: data.CSCSS_SERVICE_PAPERS_PER_MINUTE,
    },
  };
}

function readNetwork(path: string | undefined, readFile: ReadFile, mistakes: string[]): NetworkFile | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    return parseNetworkFile(readFile(path).text);
  } catch (error) {
    mistakes.push(`CSCSS_NETWORK_FILE ${path}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function readRelayer(path: string | undefined, readFile: ReadFile, mistakes: string[]): Wallet | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    return readKeyFile(readFile(path));
  } catch (error) {
    mistakes.push(`CSCSS_SERVICE_RELAYER_KEY_FILE ${path}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(OWN_PREFIX) && !Object.hasOwn(Environment.shape, name))
    .map((name) => `${name} is not a variable of this service`);
}

function isAddressRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const most = isIP(address) === 6 ? 128 : 32;
  const wholeBits = bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && wholeBits && more.length === 0;
}
