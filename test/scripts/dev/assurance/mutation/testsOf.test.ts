import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileMutant, compileReaching } from "../../../../../scripts/dev/assurance/mutation/compileMutant.ts";
import { mutantsOf } from "../../../../../scripts/dev/assurance/mutation/mutantsOf.ts";
import { summarize } from "../../../../../scripts/dev/assurance/mutation/summarize.ts";
import { testsOf } from "../../../../../scripts/dev/assurance/mutation/testsOf.ts";
import { contractSources, ROOT } from "../../../../../scripts/dev/assurance/solidity/contractSources.ts";

describe("testsOf", () => {
  it.each(Object.keys(contractSources()))("knows tests of %s that exist, each once", (file) => {
    const { own, others } = testsOf(file);
    const all = [...own, ...others];
    expect(new Set(all).size).toBe(all.length);
    for (const test of all) expect(existsSync(join(ROOT, test)), test).toBe(true);
    if (!file.includes("/interfaces/")) expect(all.length).toBeGreaterThan(own.length);
  });

  it("begins with a part's own, and leaves out what would notice any change of gas", () => {
    expect(testsOf("contracts/wallets/WalletRecords.sol").own).toEqual(["test/contracts/WalletRecords.test.ts"]);
    expect(testsOf("contracts/Council.sol").others.join()).not.toMatch(/gasSnapshot|bytecode|completeness/);
  });
});

describe("compileMutant", () => {
  const sources = contractSources();
  const file = "contracts/libraries/RecordRules.sol";

  it("gives the code of the contracts that a change reaches, and differs from what they were", () => {
    const [mutant] = mutantsOf(file, sources[file]!.content);
    const original = compileReaching(sources, file)!;
    const changed = compileMutant(sources, mutant!)!;
    expect(Object.keys(changed)).toEqual(expect.arrayContaining(["HeaderWallet", "IdentityWallet"]));
    expect(Object.keys(changed)).not.toContain("Council");
    expect(changed.HeaderWallet).not.toBe(original.HeaderWallet);
  }, 120_000);

  it("gives nothing for what does not compile", () => {
    const [mutant] = mutantsOf(file, sources[file]!.content);
    expect(compileMutant(sources, { ...mutant!, after: "nonsense" })).toBeUndefined();
  });
});

describe("summarize", () => {
  it("scores what was noticed of what could be", () => {
    const [mutant] = mutantsOf("C.sol", "pragma solidity 0.8.30; contract C { uint256 n = 1; }");
    const of = (outcome: "killed" | "survived" | "invalid" | "equal") => ({ ...mutant!, outcome, by: "" });
    const results = [of("killed"), of("killed"), of("survived"), of("invalid"), of("equal")];
    expect(summarize(results, 9)).toMatchObject({ tried: 5, possible: 9, killed: 2, survived: 1, score: 66.7 });
    expect(summarize([], 0).score).toBe(0);
  });
});
