import type { NodeProvider } from "@cscss-me/sdk";
import { feesOf, priceOf, requireAgreed } from "@cscss-me/sdk/contracts";
import { mostPrice } from "@cscss-me/sdk/issue";
import { parseUnits } from "ethers";
import type { Options } from "../frame/Command.ts";
import { usageError } from "../terminal/usageError.ts";

/** For commands that send many transactions, one after the other. */
export const GAS_PRICE_OPTION: Options = {
  "max-gas-price": {
    type: "string",
    value: "GWEI",
    help: "stop rather than offer more for gas (default: twice the price at the start)",
  },
};

/** A price of gas, in wei, that a run can begin with, and how far it may rise until somebody has to agree again. */
export interface PriceToAgree {
  readonly price: bigint;
  readonly mostPrice: bigint;
}

/**
 * What gas costs now, and the most the run will pay.
 *
 * @param limit - what --max-gas-price says, in gwei.
 * @throws ERR_USAGE; ERR_GAS_PRICE where it costs more already
 */
export async function priceToAgree(node: NodeProvider, limit: string | undefined): Promise<PriceToAgree> {
  const fees = feesOf(await node.getFeeData());
  const price = priceOf(fees);
  if (limit === undefined) return { price, mostPrice: mostPrice(price) };
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(limit)) throw usageError(`--max-gas-price "${limit}" is not a number of gwei.`);
  const most = parseUnits(limit, "gwei");
  requireAgreed(fees, most);
  return { price, mostPrice: most };
}
