import type { ErrorCode } from "@cscss-me/sdk";
import { CscssError, ERROR_CODES } from "@cscss-me/sdk";
import type { InputProblem } from "./inputProblems.ts";
import { inputProblems } from "./inputProblems.ts";
import { ServiceError } from "./ServiceError.ts";
import type { ServiceErrorCode } from "./serviceErrorCodes.ts";
import { SERVICE_ERROR_CODES } from "./serviceErrorCodes.ts";

/** An error as RFC 9457 has it, with our code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly solve: string;
  readonly problems?: readonly InputProblem[];
}

/** A problem, and when to try again where that may help. */
export interface ProblemAnswer {
  readonly problem: Problem;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What the SDK throws for what a client sent. Whatever is missing here is a mistake of the service. */
const SDK_STATUS: Partial<Record<ErrorCode, number>> = {
  ERR_ARGUMENT: 400,
  ERR_CHAIN: 400,
  ERR_DID: 400,
  ERR_ENCODING: 400,
  ERR_JSON: 400,
  ERR_REQUEST: 400,
  ERR_ISSUER_UNKNOWN: 404,
  ERR_NODE_BEHIND: 503,
  ERR_NODE_BLOCK: 503,
  ERR_NODE_CHAIN: 503,
  ERR_NODE_CODE: 503,
  ERR_NODE_UNREACHABLE: 503,
};

/** fastify's own codes for what it refuses before a handler sees it. */
const FASTIFY_CODES: Readonly<Record<string, ServiceErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "ERR_BODY_SIZE",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "ERR_HTTP",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "ERR_MEDIA_TYPE",
  FST_ERR_BAD_URL: "ERR_HTTP",
  FST_ERR_MAX_PARAM_LENGTH: "ERR_HTTP",
};

/** The SDK's words for ERR_ARGUMENT are for those who call functions. */
const BAD_INPUT = {
  why: "Something in the request is not as it must be.",
  solve: "The detail names what, and what is expected.",
};

const RETRY_AFTER = 5;

/**
 * What to answer for an error. Nothing of an unexpected error goes out: its text may hold what was sent, or an address
 * of the node.
 *
 * @param instance - names this very answer, in the log too.
 */
export function toProblem(error: unknown, instance: string): ProblemAnswer {
  const problems = inputProblems(error);
  if (problems.length > 0) {
    const detail = problems.map(({ at, problem }) => `${at}: ${problem}`).join("; ");
    return answer("ERR_ARGUMENT", 400, BAD_INPUT, detail, instance, problems);
  }
  if (error instanceof ServiceError) return ofService(error.code, error.message, instance, error.retryAfter);
  if (error instanceof CscssError) {
    const status = SDK_STATUS[error.code];
    const words = error.code === "ERR_ARGUMENT" ? BAD_INPUT : ERROR_CODES[error.code];
    if (status !== undefined) return answer(error.code, status, words, error.message, instance);
  }
  const code = FASTIFY_CODES[codeOf(error)];
  if (code !== undefined) return ofService(code, SERVICE_ERROR_CODES[code].why, instance);
  return ofService("ERR_INTERNAL", "Something unexpected happened here; nothing was changed by it.", instance);
}

function ofService(code: ServiceErrorCode, detail: string, instance: string, retryAfter?: number): ProblemAnswer {
  const { status, ...words } = SERVICE_ERROR_CODES[code];
  const made = answer(code, status, words, detail, instance);
  return retryAfter === undefined ? made : { ...made, retryAfter };
}

function answer(
  code: string,
  status: number,
  { why, solve }: { readonly why: string; readonly solve: string },
  detail: string,
  instance: string,
  problems?: readonly InputProblem[],
): ProblemAnswer {
  const type = `urn:cscss-me:error:${code}`;
  const problem = { type, title: why, status, detail, instance, code, solve, ...(problems && { problems }) };
  return status === 503 ? { problem, retryAfter: RETRY_AFTER } : { problem };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
