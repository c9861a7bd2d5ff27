import { CscssError } from "@cscss-me/sdk";

/** Where an error came from. */
export interface Trace {
  readonly type: string;
  readonly code?: string;
  readonly frames?: readonly string[];
  readonly cause?: Trace;
}

const MOST_FRAMES = 8;

/** Where an error came from, without its words: they may quote what was sent, or the node's address with a password. */
export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { type: typeof error };
  const ours = error instanceof CscssError;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...("code" in error ? { code: String(error.code) } : {}),
    ...(ours ? {} : { frames: frames.slice(0, MOST_FRAMES).map((line) => line.trim()) }),
    ...(error.cause === undefined ? {} : { cause: traceOf(error.cause) }),
  };
}
