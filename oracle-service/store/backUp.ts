import { spawn } from "node:child_process";
import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pgEnvironment } from "./pgEnvironment.ts";
import type { StorePlace } from "./StorePlace.ts";

/**
 * Copies the store, as it is at one moment, into a file that must not exist. The service may go on meanwhile.
 *
 * @throws Error saying why not; nothing is left behind then.
 */
export async function backUp(place: StorePlace, file: string): Promise<void> {
  if (existsSync(file)) throw new Error(`${file} exists already; a backup is not written over anything.`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    if (place.kind === "sqlite") copySqlite(place.file, part);
    else await dumpPostgres(place.url, part);
    chmodSync(part, 0o600);
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}

function copySqlite(from: string, to: string): void {
  if (!existsSync(from)) throw new Error(`There is no store at ${from}.`);
  closeSync(openSync(to, "wx", 0o600));
  const database = new DatabaseSync(from, { timeout: 10_000 });
  try {
    database.prepare("vacuum into ?").run(to);
  } finally {
    database.close();
  }
}

function dumpPostgres(url: string, to: string): Promise<void> {
  // Before pg_dump fills it: papers are in it, and the umask may let others read.
  closeSync(openSync(to, "wx", 0o600));
  return runPostgres("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", `--file=${to}`], url);
}

/** Runs one of PostgreSQL's programs. @throws Error with what it said if it fails. */
export async function runPostgres(program: string, args: readonly string[], url: string): Promise<void> {
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, ...pgEnvironment(url) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (cause) => reject(new Error(`${program} could not be started. Is it in PATH?`, { cause })));
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${program} failed with ${code}: ${said.trim()}`);
}
