import { FeeData } from "ethers";
import { describe, expect, it } from "vitest";
import type { Fees } from "../../../sdk/call/fees.ts";
import { feesOf, priceOf } from "../../../sdk/call/fees.ts";
import { costInWords, mostPrice, raisedFees } from "../../../sdk/issuing/agreedFees.ts";
import { requireAgreed } from "../../../sdk/sending/requireAgreed.ts";

const legacy = (gasPrice: bigint): Fees => ({ type: 0, gasPrice });
const fees = (maxFeePerGas: bigint, maxPriorityFeePerGas: bigint): Fees => {
  return { type: 2, maxFeePerGas, maxPriorityFeePerGas };
};

describe("what is offered for gas", () => {
  it("is what the node suggests, as long as that is within what was agreed to", () => {
    const suggested = feesOf(new FeeData(7n, 20n, 1n));
    expect(suggested).toEqual(fees(20n, 1n));
    const most = mostPrice(priceOf(suggested));
    expect(requireAgreed(fees(40n, 3n), most)).toEqual(fees(40n, 3n));
    expect(() => requireAgreed(fees(41n, 1n), most)).toThrow(expect.objectContaining({ code: "ERR_GAS_PRICE" }));
    expect(() => requireAgreed(legacy(41n), most)).toThrow(expect.objectContaining({ code: "ERR_GAS_PRICE" }));
  });

  it("is nothing where it was free when somebody agreed", () => {
    const most = mostPrice(priceOf(feesOf(new FeeData(0n, null, null))));
    expect(requireAgreed(legacy(0n), most)).toEqual(legacy(0n));
    expect(() => requireAgreed(legacy(1n), most)).toThrow(expect.objectContaining({ code: "ERR_GAS_PRICE" }));
  });

  it("is told before anybody agrees", () => {
    expect(costInWords(1_000_000, 20_500_000_000n)).toBe("0.0205 ether in all at 20.5 gwei, today's price");
    expect(costInWords(1_000_000, 0n)).toBe("free here");
  });

  it("rises by an eighth, or to what the node suggests", () => {
    expect(raisedFees(legacy(80n), legacy(60n), 200n)).toEqual(legacy(91n));
    expect(raisedFees(legacy(80n), legacy(120n), 200n)).toEqual(legacy(120n));
    expect(raisedFees(fees(80n, 8n), fees(60n, 8n), 200n)).toEqual(fees(91n, 10n));
  });

  it("does not rise beyond what was agreed to, nor where it is free", () => {
    expect(raisedFees(legacy(80n), legacy(60n), 90n)).toBeUndefined();
    expect(raisedFees(fees(80n, 8n), fees(60n, 8n), 90n)).toBeUndefined();
    expect(raisedFees(legacy(0n), legacy(0n), 0n)).toBeUndefined();
  });

  it("gives no more away than it offers as a whole", () => {
    expect(raisedFees(fees(80n, 80n), fees(60n, 500n), 200n)).toEqual(fees(91n, 91n));
  });
});
