import { isError } from "ethers";
import { CscssError } from "./CscssError.ts";
import { fromRevert } from "./fromRevert.ts";

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

/**
 * One of our errors for whatever was thrown; the error itself where it is a mistake of ours. Never throws.
 *
 * @param error - whatever a try caught.
 * @returns ERR_* for what ethers, the connection or a file threw; another Error as it is; an Error around what is none.
 * @example
 * asCscssError(new CscssError("ERR_JSON", "Not JSON.")).name; // "CscssError"
 */
export function asCscssError(error: unknown): CscssError | Error {
  if (error instanceof CscssError) return error;
  if (ETHERS_CODES.some((code) => isError(error, code))) return fromRevert(error);
  const { code = "", path } = (error ?? {}) as { code?: string; path?: string };
  if (typeof code === "string" && CONNECTION.test(code)) {
    return new CscssError("ERR_NODE_UNREACHABLE", "The node does not answer.", { cause: error });
  }
  if (path !== undefined && error instanceof Error) {
    return new CscssError("ERR_FILE", `${path}: ${code}`, { cause: error, details: { file: path } });
  }
  return error instanceof Error ? error : new Error(String(error));
}
