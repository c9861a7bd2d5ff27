// Writes attacks/ anew from the tests that make the attacks: npm run vectors. With --check, compares instead.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ATTACKS } from "../fixtures/attackIds.ts";
import type { AttackVector, Exchange } from "../fixtures/attackVectors.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const FOLDER = join(import.meta.dirname, "attacks");
const SOURCES = ["test/sdk/verify", "test/sdk/seal/open.test.ts", "test/sdk/did/assertionKeyIn.test.ts"];
/** However slow the machine is: what is recorded does not depend on it. */
const PATIENCE = ["--testTimeout=600000", "--hookTimeout=600000"];
/** Longer texts stand once in shared.json, however many vectors need them. */
const LONGEST_INLINE = 160;

const shared: Record<string, unknown> = {};
const check = process.argv.includes("--check");
const files = write(record());
if (check) {
  const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  const left = readdirSync(FOLDER).filter((file) => file.endsWith(".json") && !files.has(file));
  for (const file of [...stale, ...left]) process.stderr.write(`test/vectors/attacks/${file} is stale: npm run vectors\n`);
  process.exitCode = stale.length + left.length === 0 ? 0 : 1;
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) if (file.endsWith(".json")) rmSync(join(FOLDER, file));
  for (const [file, text] of files) writeFileSync(join(FOLDER, file), text);
}

/** Runs the tests, which write down every case whose title names an attack. */
function record(): Omit<AttackVector, "id">[] {
  const folder = mkdtempSync(join(tmpdir(), "cscss-vectors-"));
  try {
    const env = { ...process.env, CSCSS_VECTORS: folder };
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const { status } = spawnSync(process.execPath, [vitest, "run", "--reporter=dot", ...PATIENCE, ...SOURCES], {
      cwd: ROOT,
      env,
      stdio: ["ignore", 2, 2],
    });
    if (status !== 0) throw new Error("The tests that make the attacks fail: mend them first.");
    const lines = readdirSync(folder)
      .sort()
      .flatMap((file) => readFileSync(join(folder, file), "utf8").trimEnd().split("\n"));
    return lines.map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One file for each attack, one line for each vector; a vector of several attacks stands under the first. */
function write(vectors: readonly Omit<AttackVector, "id">[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const attack of Object.keys(ATTACKS)) {
    const own = vectors.filter(({ attacks }) => attacks[0] === attack);
    if (own.length === 0) continue;
    const lines = own.map((vector, index) =>
      JSON.stringify({ id: `${attack}-${String(index + 1).padStart(3, "0")}`, ...shorten(vector as AttackVector) }),
    );
    files.set(`${attack}.json`, `[\n${lines.join(",\n")}\n]\n`);
  }
  const entries = Object.keys(shared).sort();
  const lines = entries.map((key) => `${JSON.stringify(key)}:${JSON.stringify(shared[key])}`);
  return files.set("shared.json", `{\n${lines.join(",\n")}\n}\n`);
}

function shorten(vector: AttackVector): object {
  if (vector.kind !== "presentation") return vector;
  const node = vector.node.map((exchange: Exchange) => [
    exchange.method,
    share(exchange.params),
    ...("result" in exchange ? [share(exchange.result)] : []),
  ]);
  return { ...vector, network: share(vector.network), node };
}

function share(value: unknown): unknown {
  const text = JSON.stringify(value) ?? "null";
  if (text.length <= LONGEST_INLINE) return value;
  const key = `#${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  shared[key] = value;
  return key;
}

function read(file: string): string {
  const path = join(FOLDER, file);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
