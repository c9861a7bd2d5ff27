import type { Fees } from "../call/fees.ts";
import { inGwei, priceOf } from "../call/fees.ts";
import { CscssError } from "../errors/CscssError.ts";

/**
 * The fees, if they are within what was agreed to. What is usual is what one node says, and it may lie.
 *
 * @param most - for a unit of gas, in wei.
 * @param payer - who pays, in the words of the error.
 * @throws ERR_GAS_PRICE
 */
export function requireAgreed(fees: Fees, most: bigint, payer = "this run"): Fees {
  const price = priceOf(fees);
  if (price <= most) return fees;
  const problem = `Gas costs ${inGwei(price)} now, and ${payer} may pay ${inGwei(most)} at most. Nothing more is sent.`;
  throw new CscssError("ERR_GAS_PRICE", problem, { details: { price, most } });
}
