import { randomBytes } from "node:crypto";
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { CscssError } from "../errors/CscssError.ts";
import { batchHashOf } from "../issuing/batchHash.ts";
import type { PreparedBatch } from "../issuing/PreparedBatch.ts";

/** The first line: what the batches are for. */
export interface PreparedHead {
  readonly kind: "prepared";
  readonly version: 1;
  readonly chainId: number;
  readonly genesisHash: string;
  readonly organization: string;
}

/**
 * Writes prepared batches as they come, and gives the file its name when all are there; the claim files in it are nobody
 * else's to read.
 *
 * @returns how many there are.
 * @throws Node's own errors where the file cannot be written; what the batches throw.
 * @example
 * const { chainId, genesisHash } = network;
 * const head = { kind: "prepared", version: 1, chainId, genesisHash, organization } as const;
 * const hashes = await writePrepared("batches.jsonl", head, cutBatches(options, options.rows));
 */
export async function writePrepared(
  file: string,
  head: PreparedHead,
  batches: AsyncIterable<Omit<PreparedBatch, "kind" | "batchHash">>,
): Promise<PreparedBatch["batchHash"][]> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  const descriptor = openSync(draft, "wx", 0o600);
  const hashes: string[] = [];
  try {
    writeSync(descriptor, `${JSON.stringify(head)}\n`);
    for await (const { data, gasLimit, items, credentials } of batches) {
      const batchHash = batchHashOf(BigInt(head.chainId), head.organization, data);
      const batch: PreparedBatch = { kind: "batch", batchHash, data, gasLimit, items, credentials };
      const line = Buffer.from(`${JSON.stringify(batch)}\n`);
      for (let written = 0; written < line.length; ) written += writeSync(descriptor, line, written);
      hashes.push(batchHash);
    }
    fsyncSync(descriptor);
    renameSync(draft, file);
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
  return hashes;
}

/**
 * Reads prepared batches, in their order, one at a time. Each is what its hash says, or it is refused.
 *
 * @param file - its path.
 * @param head - what it should be for.
 * @returns one batch after the other.
 * @throws ERR_PREPARED if the file is damaged, or of another chain or organization; Node's own errors where it cannot
 * be read.
 * @example
 * const { chainId, genesisHash } = network;
 * const head = { kind: "prepared", version: 1, chainId, genesisHash, organization } as const;
 * for await (const { batchHash } of readPrepared("batches.jsonl", head)) console.log(batchHash);
 */
export async function* readPrepared(file: string, head: PreparedHead): AsyncGenerator<PreparedBatch> {
  if (!existsSync(file)) return;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    const refuse = (problem: string): CscssError =>
      new CscssError("ERR_PREPARED", `${file}, line ${number}: ${problem}.`, { details: { file, line: number } });
    const entry = parse(line);
    if (number === 1) {
      for (const name of ["kind", "version", "chainId", "genesisHash", "organization"] as const) {
        if (entry?.[name] !== head[name]) throw refuse(`it was prepared with another ${name}`);
      }
      continue;
    }
    const batch = entry as unknown as PreparedBatch;
    if (entry?.kind !== "batch" || typeof batch.data !== "string") throw refuse("this is not a prepared batch");
    if (batchHashOf(BigInt(head.chainId), head.organization, batch.data) !== batch.batchHash) {
      throw refuse("the batch is not the one that was prepared");
    }
    yield batch;
  }
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
