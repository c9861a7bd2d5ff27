import type { CallExceptionError, ErrorDescription } from "ethers";
import { Interface, isCallException, isError } from "ethers";
import { errorsAbi } from "../generated/errors.ts";
import { CscssError } from "./CscssError.ts";
import { explainRevert } from "./explainRevert.ts";
import { nodeMessage } from "./nodeMessage.ts";
import type { Revert } from "./Revert.ts";

const ERRORS = /* @__PURE__ */ new Interface(errorsAbi);

/** How nodes say that an account is too poor: geth and anvil, Besu, EDR. */
const NO_FUNDS =
  /insufficient funds|upfront cost exceeds|exceeds (the )?(account|transaction sender account) balance|enough funds/i;

/**
 * Decodes revert data; undefined if it is no custom error of ours. Never throws.
 *
 * @param data - what the call reverted with: 0x and hex digits.
 * @returns the error's name and arguments; what an inner call reverted with, where the Council passes it on.
 * @example
 * decodeRevert("0x"); // undefined
 */
export function decodeRevert(data: string): Revert | undefined {
  const parsed = tryParse(data);
  if (parsed === null) return undefined;
  // What an inner call reverted with says more than that it did.
  const inner = parsed.name === "CouncilCallFailed" ? decodeRevert(String(parsed.args[1])) : undefined;
  return inner ?? { name: parsed.name, args: parsed.args.toArray() };
}

/** Data may be empty, or cut off by the contract that passes it on. */
function tryParse(data: string): ErrorDescription | null {
  try {
    return ERRORS.parseError(data);
  } catch {
    return null;
  }
}

/**
 * A revert as a person reads it: `WalletBlocked(0x…)`. Never throws.
 *
 * @returns the name and its arguments in brackets.
 * @example
 * revertInWords({ name: "OrganizationBadApprovals", args: [3n] }); // "OrganizationBadApprovals(3)"
 */
export function revertInWords({ name, args }: Revert): string {
  return `${name}(${args.map(String).join(", ")})`;
}

/**
 * Turns what ethers threw for a call or transaction into one of our errors. Never throws.
 *
 * @param error - what ethers threw; one of our errors comes back as it is.
 * @returns ERR_REVERTED with details.error and details.args where a contract refused; ERR_ARGUMENT where a value does not
 * fit the contract's types; ERR_FUNDS; ERR_NODE_REFUSED where the node did not take a transaction;
 * ERR_NODE_UNREACHABLE otherwise.
 * @example
 * const error = await chain.registry.organizationCount().catch(fromRevert);
 */
export function fromRevert(error: unknown): CscssError {
  if (error instanceof CscssError) return error;
  const data = isCallException(error) ? error.data : undefined;
  const revert = typeof data === "string" && data !== "0x" ? decodeRevert(data) : undefined;
  if (revert !== undefined) {
    const words = explainRevert(revert);
    return new CscssError(
      "ERR_REVERTED",
      `The contract refused: ${revertInWords(revert)}.${words ? ` ${words}` : ""}`,
      {
        cause: error,
        details: { error: revert.name, args: revert.args.map(String) },
      },
    );
  }
  if (isCallException(error) && !isNodeFailure(error)) {
    return new CscssError("ERR_REVERTED", `The contract refused: ${error.shortMessage}.`, { cause: error });
  }
  if (isError(error, "INVALID_ARGUMENT")) {
    return new CscssError("ERR_ARGUMENT", `The contract cannot be called like this: ${error.shortMessage}.`, {
      cause: error,
    });
  }
  const said = nodeMessage(error);
  if (isError(error, "INSUFFICIENT_FUNDS") || NO_FUNDS.test(said ?? "")) {
    return new CscssError("ERR_FUNDS", "The sending account cannot pay for the transaction. Fund it, or use another.", {
      cause: error,
    });
  }
  if (said !== undefined && isSending(error)) {
    return new CscssError("ERR_NODE_REFUSED", `The node refused: ${said}`, { cause: error, details: { said } });
  }
  return new CscssError(
    "ERR_NODE_UNREACHABLE",
    "The node did not take the transaction. Try again, or use another node.",
    {
      cause: error,
    },
  );
}

/** Whether the node would not take a transaction; what goes wrong in a reading is the node's own failure. */
function isSending(error: unknown): boolean {
  const { payload } = (error ?? {}) as { payload?: { method?: string } };
  const refusals = ["NONCE_EXPIRED", "REPLACEMENT_UNDERPRICED", "TRANSACTION_REPLACED"] as const;
  return payload?.method?.startsWith("eth_send") === true || refusals.some((code) => isError(error, code));
}

/** ethers calls every failed call a revert. One without data, receipt or that very word is the node's own failure. */
function isNodeFailure({ data, receipt, info }: CallExceptionError): boolean {
  const message = (info?.error as { message?: unknown } | undefined)?.message;
  return data === null && !receipt && !/revert/i.test(String(message));
}
