import type { FunctionFragment } from "ethers";
import { toPlain } from "./toPlain.ts";

/**
 * Turns what a read method returned into a plain object or array; the method names the types.
 *
 * @example
 * const header = readStruct(wallet.headerOf, await wallet.headerOf(issuer, accessKey));
 */
export function readStruct<Value>(method: { readonly fragment: FunctionFragment }, value: Value): Value {
  const [output] = method.fragment.outputs;
  return output === undefined ? value : (toPlain(output, value) as Value);
}
