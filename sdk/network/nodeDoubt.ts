import { isError } from "ethers";
import { CscssError } from "../errors/CscssError.ts";
import type { ErrorCode } from "../errors/errorCodes.ts";

/** What makes a node doubtful. */
export type NodeDoubtCode = Extract<ErrorCode, `ERR_NODE_${string}`>;

/** Cause for doubt in the node; nothing of it is held against a credential. */
export function nodeDoubt(code: NodeDoubtCode, message: string): CscssError {
  return new CscssError(code, `${message} Use another node.`);
}

/**
 * Whatever a node does wrong is cause for doubt in the node, never in the credential. `details.away` where it did not even
 * answer.
 */
export function asNodeDoubt(error: unknown): never {
  if (error instanceof CscssError) throw error;
  const problem = "The node does not answer as it should. Try again, or use another node.";
  throw new CscssError("ERR_NODE_UNREACHABLE", problem, {
    cause: error,
    ...(isAway(error) && { details: { away: true } }),
  });
}

function isAway(error: unknown): boolean {
  if (isError(error, "TIMEOUT") || isError(error, "NETWORK_ERROR")) return true;
  // A connection that fails comes with the code of the operating system, ECONNREFUSED for instance; ethers may wrap it.
  const { error: wrapped, info } = (error ?? {}) as { error?: unknown; info?: { error?: unknown } };
  return [error, wrapped, info?.error].some((one) =>
    /^E[A-Z]+$/.test(String((one as { code?: unknown } | null)?.code)),
  );
}

/** Whether an error is doubt in the node. */
export function isNodeDoubt(error: unknown): error is CscssError {
  return error instanceof CscssError && error.code.startsWith("ERR_NODE_");
}
