import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { FROM_SOURCES } from "../../fixtures/fromSources.ts";

/** The service as its own process, started as a user starts it. */
export interface StartedServer {
  /** Where it listens; empty if it ended before. */
  readonly url: string;
  readonly process: ChildProcess;
  /** All it wrote so far. */
  readonly output: () => { readonly stdout: string; readonly stderr: string };
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
}

const SERVER = join(import.meta.dirname, "..", "..", "..", "oracle-service", "server.ts");

/** Starts the service with this environment and no other; resolves when it listens or has ended. */
export async function startServer(environment: Readonly<Record<string, string>>): Promise<StartedServer> {
  const child = spawn(process.execPath, [...FROM_SOURCES, SERVER], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const listening = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      const [, url] = /Server listening at (http:\/\/[^"]+)/.exec(stdout) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([listening, ended.then(() => "")]);
  return { url, process: child, output: () => ({ stdout, stderr }), ended };
}
