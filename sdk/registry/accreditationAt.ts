import { readStruct } from "../contract/readStruct.ts";
import type { Chain } from "../network/connectChain.ts";
import type { AccreditationInWords } from "./accreditationInWords.ts";
import { accreditationInWords } from "./accreditationInWords.ts";

/** What held for an organization at a time. @param time - Unix seconds. */
export async function accreditationAt(chain: Chain, address: string, time: number): Promise<AccreditationInWords> {
  const { registry } = chain;
  return accreditationInWords(readStruct(registry.accreditationAt, await registry.accreditationAt(address, time)));
}
