import { isError } from "ethers";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { ERROR_CODES } from "../../../sdk/errors/errorCodes.ts";
import { fromRevert } from "../../../sdk/errors/fromRevert.ts";
import { plainText } from "../terminal/plainText.ts";
import { EXIT } from "./exitCodes.ts";

const ETHERS_CODES = [
  "CALL_EXCEPTION",
  "INSUFFICIENT_FUNDS",
  "NETWORK_ERROR",
  "SERVER_ERROR",
  "TIMEOUT",
  "BAD_DATA",
  "UNKNOWN_ERROR",
  "NONCE_EXPIRED",
  "REPLACEMENT_UNDERPRICED",
] as const;
const CONNECTION = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT)/;

/** One of our errors for whatever was thrown; the error itself where it is a mistake of ours. */
export function asCscssError(error: unknown): CscssError | Error {
  if (error instanceof CscssError) return error;
  if (ETHERS_CODES.some((code) => isError(error, code))) return fromRevert(error);
  const { code = "", path } = error as { code?: string; path?: string };
  if (typeof code === "string" && CONNECTION.test(code)) {
    return new CscssError("ERR_NODE_UNREACHABLE", "The node does not answer.", { cause: error });
  }
  if (path !== undefined && error instanceof Error) {
    return new CscssError("ERR_FILE", `${path}: ${code}`, { cause: error, details: { file: path } });
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** How the command ends for this error. */
export function exitOfError(error: unknown): number {
  return error instanceof CscssError && error.code === "ERR_USAGE" ? EXIT.usage : EXIT.failed;
}

/** An error as one block for people: what, where, what to do. */
export function errorBlock(error: CscssError | Error): string {
  if (!(error instanceof CscssError)) return `cscss failed: ${error.message}\n${error.stack ?? ""}\n`;
  const { code, message, details } = error;
  const where = ["file", "line", "column", "path"].flatMap((name) =>
    details[name] === undefined ? [] : [`${name} ${String(details[name])}`],
  );
  const lines = [`${code}: ${message}`];
  if (where.length > 0) lines.push(`  where: ${where.join(", ")}`);
  lines.push(`  what to do: ${typeof details.help === "string" ? `see ${details.help}` : ERROR_CODES[code].solve}`);
  return `${plainText(lines.join("\n"))}\n`;
}

/** The same for programs. */
export function errorJson(error: CscssError | Error): string {
  const known = error instanceof CscssError;
  const body = known
    ? { code: error.code, message: error.message, details: error.details, solve: ERROR_CODES[error.code].solve }
    : { code: "ERR_UNEXPECTED", message: error.message, details: {}, solve: "Report it, with the command." };
  const text = JSON.stringify({ error: body }, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  return `${text}\n`;
}
