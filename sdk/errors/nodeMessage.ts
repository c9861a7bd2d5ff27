const LONGEST_MESSAGE = 300;

/** The words a node has for its refusal, if it answered at all: ethers keeps them in one of two places. */
export function nodeMessage(error: unknown): string | undefined {
  const { error: inner, info } = (error ?? {}) as { error?: unknown; info?: { error?: unknown } | undefined };
  const { code, message } = (inner ?? info?.error ?? {}) as { code?: unknown; message?: unknown };
  // JSON-RPC's error codes are numbers; those of a connection that broke are words.
  return typeof code === "number" && typeof message === "string" ? message.slice(0, LONGEST_MESSAGE) : undefined;
}
