import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { ownPort } from "../../fixtures/ownPort.ts";

/** A PostgreSQL server of a test's own, on loopback, which forgets everything when it is stopped. */
export interface PostgresServer {
  /** Makes an empty database. @returns its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const PROGRAMS = "/usr/lib/postgresql";
const READY_WITHIN = 30_000;

/** Where Debian keeps PostgreSQL's programs; undefined if it is not installed. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(PROGRAMS)) return undefined;
  const folders = readdirSync(PROGRAMS).map((version) => join(PROGRAMS, version, "bin"));
  return folders.filter((folder) => existsSync(join(folder, "initdb"))).at(-1);
}

/** Starts a server. Stop it in afterAll. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "cscss-postgres-"));
  // PostgreSQL refuses to run as root.
  const account = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const options = [
    "--pgdata",
    data,
    "--username=postgres",
    "--auth=trust",
    "--no-sync",
    "--locale=C",
    "--encoding=UTF8",
  ];
  execFileSync(join(programs, "initdb"), options, { ...account, cwd: folder, stdio: "ignore" });

  const port = await ownPort();
  const settings = ["-c", "listen_addresses=127.0.0.1", "-c", `unix_socket_directories=${folder}`, "-c", "fsync=off"];
  const server = spawn(join(programs, "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...account,
    cwd: folder,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const urlOf = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  await untilReady(urlOf("postgres"));
  let made = 0;
  return {
    async createDatabase() {
      const name = `test_${++made}`;
      await withClient(urlOf("postgres"), (client) => client.query(`create database ${name}`));
      return urlOf(name);
    },
    async stop() {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN;
  for (;;) {
    try {
      return await withClient(url, async (client) => void (await client.query("select 1")));
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function withClient<Value>(url: string, act: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

function idOf(option: "-u" | "-g"): number {
  return Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
}
