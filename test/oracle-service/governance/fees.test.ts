import { describe, expect, it } from "vitest";
import { raisedFees } from "../../../oracle-service/governance/fees.ts";

describe("raisedFees", () => {
  const dynamic = (maxFeePerGas: bigint, maxPriorityFeePerGas: bigint) =>
    ({ type: 2, maxFeePerGas, maxPriorityFeePerGas }) as const;
  const legacy = (gasPrice: bigint) => ({ type: 0, gasPrice }) as const;

  it("asks for nothing where gas is free, or what is usual was offered", () => {
    expect(raisedFees(legacy(0n), legacy(0n))).toBeUndefined();
    expect(raisedFees(legacy(7n), legacy(7n))).toBeUndefined();
    expect(raisedFees(dynamic(100n, 5n), dynamic(90n, 5n))).toBeUndefined();
  });

  it("gives a tenth more at least, of both, in the form that was offered", () => {
    expect(raisedFees(legacy(1_000n), legacy(1_001n))).toEqual(legacy(1_126n));
    expect(raisedFees(legacy(0n), dynamic(9n, 2n))).toEqual(legacy(9n));
    expect(raisedFees(dynamic(1_000n, 8n), dynamic(1_001n, 1n))).toEqual(dynamic(1_126n, 10n));
    expect(raisedFees(dynamic(1_000n, 8n), dynamic(5_000n, 30n))).toEqual(dynamic(5_000n, 30n));
    expect(raisedFees(dynamic(10n, 10n), dynamic(5n, 20n))).toEqual(dynamic(12n, 12n));
  });
});
