import type { ContractRunner, TransactionRequest } from "ethers";
import { AbstractSigner, Wallet } from "ethers";
import { describe, expect, it } from "vitest";
import { runnerWithMargin, withGasMargin } from "../../../sdk/abi/gasMargin.ts";

describe("the margin on a node's estimate", () => {
  it.each<[bigint, bigint]>([
    [21_000n, 35_200n],
    [100_000n, 130_000n],
    [13_000_000n, 15_610_000n],
    // Near the most that any transaction may have, less is left for a margin.
    [15_000_000n, 2n ** 24n],
    [16_500_000n, 17_490_000n],
  ])("of %i is %i", (estimate, limit) => expect(withGasMargin(estimate)).toBe(limit));

  it.each([2_500n, 2_800n])("covers the %i that real nodes estimate too little", (missing) => {
    for (let gas = 21_000n; gas < 16_000_000n; gas = (gas * 3n) / 2n) {
      expect(withGasMargin(gas - missing)).toBeGreaterThan(gas);
    }
  });
});

describe("an account with the margin", () => {
  const sent: TransactionRequest[] = [];
  class Recorder extends Wallet {
    override estimateGas = async () => 100_000n;
    override sendTransaction = async (transaction: TransactionRequest) => {
      sent.push(transaction);
      return {} as never;
    };
  }
  const account = new Recorder(`0x${"11".repeat(32)}`);

  it("adds it to its own estimates, and leaves a limit that was named", async () => {
    const runner = runnerWithMargin(account);
    await runner.sendTransaction({ to: account.address });
    await runner.sendTransaction({ to: account.address, gasLimit: 50_000n });
    expect(sent.map(({ gasLimit }) => gasLimit)).toEqual([130_000n, 50_000n]);
  });

  it("is the account otherwise: it signs, and can be asked for its address", async () => {
    const runner = runnerWithMargin(account);
    expect(runner).toBeInstanceOf(AbstractSigner);
    expect(await runner.getAddress()).toBe(account.address);
    expect(await runner.signMessage("a")).toBe(await account.signMessage("a"));
  });

  it("is what it was where nothing can be sent", () => {
    const reader: ContractRunner = { provider: null };
    expect(runnerWithMargin(reader)).toBe(reader);
  });
});
