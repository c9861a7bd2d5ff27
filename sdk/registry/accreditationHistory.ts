import type { Accreditation } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import type { AccreditationInWords } from "./accreditationInWords.ts";
import { accreditationInWords } from "./accreditationInWords.ts";

/** An organization's whole history, oldest first. */
export async function accreditationHistory(chain: Chain, address: string): Promise<AccreditationInWords[]> {
  const { registry } = chain;
  const history: Accreditation[] = [];
  for (let total = 1; history.length < total; ) {
    const result = await registry.historyOf(address, history.length, 100);
    total = Number(result.total);
    if (result.page.length === 0) break;
    history.push(...result.page);
  }
  return history.map(accreditationInWords);
}
