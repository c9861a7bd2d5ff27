import type { Fees } from "../call/fees.ts";
import { inGwei, priceOf } from "../call/fees.ts";
import { CscssError } from "../errors/CscssError.ts";

/**
 * The fees, if they are within what was agreed to.
 *
 * @param payer - who pays, in the words of the error.
 * @param most - wei for a unit of gas.
 * @returns the same fees.
 * @throws ERR_GAS_PRICE where they are dearer.
 * @example
 * requireAgreed({ type: 0, gasPrice: 30n }, 60n); // { type: 0, gasPrice: 30n }
 * requireAgreed({ type: 0, gasPrice: 90n }, 60n); // throws ERR_GAS_PRICE
 */
export function requireAgreed(fees: Fees, most: bigint, payer = "this run"): Fees {
  const price = priceOf(fees);
  if (price <= most) return fees;
  const problem = `Gas costs ${inGwei(price)} now, and ${payer} may pay ${inGwei(most)} at most. Nothing more is sent.`;
  throw new CscssError("ERR_GAS_PRICE", problem, { details: { price, most } });
}
