import { Interface, isError } from "ethers";
import { expect } from "vitest";
import { errorsAbi } from "../../../sdk/generated/errors.ts";

const ERRORS = new Interface(errorsAbi);

/** What a call or transaction reverted with: the custom error's name and its arguments. */
export async function revertOf(call: Promise<unknown>): Promise<{ name: string; args: unknown[] }> {
  const error: unknown = await call.then(
    () => new Error("The call did not revert."),
    (reason: unknown) => reason,
  );
  if (!isError(error, "CALL_EXCEPTION")) throw error;
  return errorIn(error.data ?? "0x");
}

/** The custom error in revert data. */
export function errorIn(data: string): { name: string; args: unknown[] } {
  const parsed = ERRORS.parseError(data);
  if (parsed === null) throw new Error(`No custom error: ${data}`);
  return { name: parsed.name, args: parsed.args.toArray() };
}

/** Expects exactly this custom error with exactly these arguments; whole numbers may be given as numbers. */
export async function expectRevert(call: Promise<unknown>, name: string, ...args: unknown[]): Promise<void> {
  const expected = args.map((value) => (typeof value === "number" ? BigInt(value) : value));
  expect(await revertOf(call)).toEqual({ name, args: expected });
}
