import type { ErrorCode } from "./errorCodes.ts";

/** What an error carries besides its message. */
export interface ErrorOptions {
  /** The error underneath, if another one led to this. */
  readonly cause?: unknown;
  /** Values that help to find the spot: a path, a row, what was found and what was expected. Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The one error class of CSCSS ME. Tell errors apart by `code`, which is stable; the message is for people and may change.
 *
 * @example
 * try {
 *   parseNetworkFile("{}");
 * } catch (error) {
 *   if (error instanceof CscssError && error.code === "ERR_NETWORK_FILE") console.log(error.message);
 * }
 */
export class CscssError extends Error {
  override readonly name = "CscssError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}
