import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CscssError, nowInSeconds } from "@cscss-me/sdk";

/** A chain in a process of its own, which belongs to this one. */
export interface RunningNode {
  readonly url: string;
  readonly pid: number;
  /** Resolves when the process has ended, by itself or stopped. */
  readonly ended: Promise<void>;
  /** Lets it write its data and end. */
  stop(): Promise<void>;
}

/** Which chain to run, and where it keeps its data. */
export interface AnvilOptions {
  readonly folder: string;
  readonly port: number;
  readonly chainId: number;
  /** Time of the first block: with it the first block, and its hash, come out alike at every start. */
  readonly genesisTime: number;
  /** Seconds between blocks; without it a block for every transaction. */
  readonly blockTime?: number;
}

const STARTS_WITHIN_MS = 30_000;
/** Of how many blocks the whole state is kept. All of them would be a gigabyte for every thousand transactions. */
const STATES_KEPT = 64;

/**
 * Starts a chain whose blocks are kept in a folder: Berlin rules and gas price 0, as on Quorum-style networks, so that
 * nobody needs ether to try things out. Listens on loopback only.
 *
 * @throws ERR_NODE_START; ERR_BUSY if the folder's chain is running.
 */
export async function startAnvil(options: AnvilOptions): Promise<RunningNode> {
  const { folder, port, chainId, genesisTime, blockTime } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, "node.pid");
  refuseRunning(pidFile, folder);
  const state = join(folder, "state.json");
  // Should writing it ever be cut short, there is the one from before.
  if (existsSync(state)) copyFileSync(state, join(folder, "state.previous.json"));

  const logFile = join(folder, "node.log");
  const log = openSync(logFile, "w", 0o600);
  const rules = ["--chain-id", String(chainId), "--hardfork", "berlin", "--gas-price", "0", "--accounts", "0"];
  const data = ["--timestamp", String(genesisTime), "--state", state, "--state-interval", "30"];
  const blocks = blockTime === undefined ? [] : ["--block-time", String(blockTime)];
  const place = ["--host", "127.0.0.1", "--port", String(port), "--no-request-size-limit"];
  // A group of its own: Ctrl-C reaches us, and we stop it when all is in place.
  const child = spawn(findAnvil(), [...place, ...rules, ...data, ...blocks, "--prune-history", String(STATES_KEPT)], {
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  try {
    await untilReady(child, url, genesisTime, logFile);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  const pid = child.pid as number;
  writeFileSync(pidFile, String(pid), { mode: 0o600 });
  return {
    url,
    pid,
    ended,
    async stop() {
      child.kill("SIGINT");
      await ended;
      rmSync(pidFile, { force: true });
    },
  };
}

async function untilReady(child: ChildProcess, url: string, genesisTime: number, logFile: string): Promise<void> {
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null && child.pid !== undefined) {
    const genesis = (await ask(url, "eth_getBlockByNumber", ["0x0", false])) as { timestamp?: string } | undefined;
    // Something else may be listening there.
    if (Number(genesis?.timestamp) === genesisTime) {
      // It counts its time from the first block's.
      await ask(url, "evm_setTime", [nowInSeconds()]);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const said = existsSync(logFile) ? (readFileSync(logFile, "utf8").trim().split("\n").at(-1) ?? "") : "";
  throw new CscssError("ERR_NODE_START", `The chain did not start at ${url}. ${said}`, { details: { file: logFile } });
}

async function ask(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "content-type": "application/json" } });
    return ((await answer.json()) as { result?: unknown }).result;
  } catch {
    return undefined;
  }
}

function refuseRunning(pidFile: string, folder: string): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  try {
    process.kill(pid, 0);
  } catch {
    return;
  }
  const problem = `The chain of ${folder} is running already, as process ${pid}. If its cscss up is gone: kill ${pid}`;
  throw new CscssError("ERR_BUSY", problem, { details: { file: pidFile } });
}

/** The program itself, not the script that wraps it: only then is its process ours to stop. */
function findAnvil(): string {
  const require = createRequire(import.meta.url);
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const program = process.platform === "win32" ? "anvil.exe" : "anvil";
  try {
    const wrapper = require.resolve("@foundry-rs/anvil/package.json");
    return createRequire(wrapper).resolve(`@foundry-rs/anvil-${process.platform}-${architecture}/bin/${program}`);
  } catch (error) {
    const command = "npm install @foundry-rs/anvil@1.7.1";
    const problem = `cscss up needs anvil, an optional package, which is not installed. Run: ${command} (with -g if cscss was installed so)`;
    throw new CscssError("ERR_NODE_START", problem, { cause: error });
  }
}
