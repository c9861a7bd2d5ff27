import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CscssError } from "../errors/CscssError.ts";
import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { KeptLog, KeptLogs, LogMemory } from "../network/LogMemory.ts";

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const HASH = /^0x[0-9a-f]{64}$/;
const BYTES = /^0x(?:[0-9a-f]{2})*$/;

/**
 * Keeps logs in files of a folder, so that the next run asks the node for newer blocks only. A cache: remove it whenever you
 * like. What is in it is checked against the chain when it is read, and a file that is damaged counts as none.
 *
 * @param folder - one for each chain and generation.
 * @throws ERR_FILE where the folder cannot be written.
 * @example
 * const chain = connectChain(network, provider, { logs: fileLogs("/home/ada/.cache/cscss/0x1234…") });
 */
export function fileLogs(folder: string): LogMemory {
  const fileOf = (key: string) => join(folder, `${createHash("sha256").update(key).digest("hex")}.json`);
  return {
    async read(key) {
      try {
        return keptLogs(parseJsonStrict(readFileSync(fileOf(key), "utf8")), key);
      } catch (error) {
        const isMissing = (error as { code?: unknown }).code === "ENOENT";
        if (isMissing || error instanceof CscssError) return undefined;
        throw unusable(folder, error);
      }
    },
    async write(key, kept) {
      const file = fileOf(key);
      const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        try {
          writeFileSync(draft, JSON.stringify({ key, ...kept }), { flag: "wx", mode: 0o600 });
          renameSync(draft, file);
        } finally {
          rmSync(draft, { force: true });
        }
      } catch (cause) {
        throw unusable(folder, cause);
      }
    },
  };
}

function unusable(folder: string, cause: unknown): CscssError {
  const problem = `Logs cannot be kept in ${folder}. Make the folder writable, or remove it.`;
  return new CscssError("ERR_FILE", problem, { cause, details: { file: folder } });
}

/** What a file holds, if it is whole and of this very key. */
function keptLogs(value: JsonValue, key: string): KeptLogs | undefined {
  if (!isJsonObject(value) || value.key !== key || !Array.isArray(value.logs)) return undefined;
  const { fromBlock, toBlock, blockHash, logs } = value;
  if (!isBlock(fromBlock) || !isBlock(toBlock) || !isText(blockHash, HASH)) return undefined;
  const kept = logs.map((log) => keptLog(log, fromBlock, toBlock));
  return kept.every((log) => log !== undefined) ? { fromBlock, toBlock, blockHash, logs: kept } : undefined;
}

function keptLog(log: JsonValue, fromBlock: number, toBlock: number): KeptLog | undefined {
  if (!isJsonObject(log)) return undefined;
  const { address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, index } = log;
  if (!isText(address, ADDRESS) || !isText(data, BYTES) || !isText(blockHash, HASH)) return undefined;
  if (!isText(transactionHash, HASH) || !isBlock(transactionIndex) || !isBlock(index)) return undefined;
  if (!isBlock(blockNumber) || blockNumber < fromBlock || blockNumber > toBlock) return undefined;
  if (!Array.isArray(topics) || topics.length > 4 || !topics.every((topic) => isText(topic, HASH))) return undefined;
  return { address, topics, data, blockNumber, blockHash, transactionHash, transactionIndex, index };
}

function isBlock(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isText(value: JsonValue | undefined, form: RegExp): value is string {
  return typeof value === "string" && form.test(value);
}
