import { CscssError } from "./CscssError.ts";

/** An error of ours, to be handled as a result; any other is thrown on, because nobody foresaw it. */
export function ownError(error: unknown): CscssError {
  if (error instanceof CscssError) return error;
  throw error;
}
