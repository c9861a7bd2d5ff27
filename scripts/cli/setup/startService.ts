import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CscssError } from "@cscss-me/sdk";
import { freePort, isFree } from "./freePort.ts";

/** The oracle service in a process of its own, which belongs to this one. */
export interface RunningService {
  readonly url: string;
  /** Lets it bring requests to an end, and end. */
  stop(): Promise<void>;
}

const STARTS_WITHIN_MS = 30_000;

/**
 * Starts the oracle service on a chain, with its page. Listens on loopback only.
 *
 * @param options.store - the file it keeps what it knows in.
 * @param options.port - 0 for any free one.
 * @throws ERR_SERVICE_START naming the log.
 */
export async function startService(options: {
  readonly folder: string;
  readonly networkFile: string;
  readonly store: string;
  readonly rpcUrl: string;
  readonly port: number;
}): Promise<RunningService> {
  const { folder, networkFile, store, rpcUrl } = options;
  const program = fileURLToPath(import.meta.resolve("@cscss-me/oracle-service/server"));
  const port = options.port === 0 ? await freePort() : options.port;
  // Else what listens there already might be taken for ours.
  if (!(await isFree(port))) {
    throw new CscssError("ERR_SERVICE_START", `Something else listens on port ${port} already.`, { details: { port } });
  }
  const logFile = join(folder, "service.log");
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, [...process.execArgv, program], {
    // Nothing of our own settings is for it: a variable with its prefix that it does not know would stop it.
    env: {
      PATH: process.env.PATH,
      CSCSS_NETWORK_FILE: networkFile,
      CSCSS_RPC_URL: rpcUrl,
      CSCSS_SERVICE_STORE: store,
      CSCSS_SERVICE_PAGE_RPC_URL: rpcUrl,
      CSCSS_SERVICE_PORT: String(port),
      CSCSS_SERVICE_LOG_LEVEL: "warn",
    },
    stdio: ["ignore", log, log],
    // A group of its own: Ctrl-C reaches us, and we stop it before the chain it reads.
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null && child.pid !== undefined) {
    if (await answers(`${url}/healthz`)) {
      return {
        url,
        async stop() {
          child.kill("SIGTERM");
          await ended;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  await ended;
  const said = existsSync(logFile) ? (readFileSync(logFile, "utf8").trim().split("\n").at(-1) ?? "") : "";
  const problem = `The oracle service did not start at ${url}; see ${logFile}. ${said}`;
  throw new CscssError("ERR_SERVICE_START", problem, { details: { file: logFile } });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}
