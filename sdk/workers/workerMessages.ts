import { CscssError } from "../errors/CscssError.ts";
import type { ErrorCode } from "../errors/errorCodes.ts";
import { ERROR_CODES } from "../errors/errorCodes.ts";

/** What goes to a worker thread. */
export type ToWorker =
  | { readonly kind: "task"; readonly id: number; readonly task: unknown }
  | { readonly kind: "answer"; readonly question: number; readonly value?: unknown; readonly error?: SentError };

/** What comes from a worker thread. */
export type FromWorker =
  | { readonly kind: "result"; readonly id: number; readonly value?: unknown; readonly error?: SentError }
  | { readonly kind: "question"; readonly id: number; readonly question: number; readonly asked: unknown };

/** An error as it goes from thread to thread: without its cause, which may hold anything. */
export interface SentError {
  readonly code?: string;
  readonly message: string;
  readonly details?: unknown;
}

/** Makes an error ready to be sent. */
export function sendableError(error: unknown): SentError {
  if (error instanceof CscssError) return { code: error.code, message: error.message, details: plain(error.details) };
  return { message: error instanceof Error ? error.message : String(error) };
}

/** The error that was sent; its code is the same, and what had none is an ERR_WORKER. */
export function receivedError({ code, message, details }: SentError): CscssError {
  const known = code !== undefined && Object.hasOwn(ERROR_CODES, code);
  if (!known) return new CscssError("ERR_WORKER", `A worker thread failed: ${message}`);
  return new CscssError(code as ErrorCode, message, { details: details as Record<string, unknown> });
}

/** What structured cloning takes. */
function plain(details: unknown): unknown {
  return JSON.parse(JSON.stringify(details ?? {}, (_, value) => (typeof value === "bigint" ? String(value) : value)));
}
