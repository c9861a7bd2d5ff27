import { describe, expect, it } from "vitest";
import { HITS_LIBRARY, HITS_SOURCE, instrument } from "../../../../../scripts/dev/assurance/instrumented/instrument.ts";
import { compileInput } from "../../../../../scripts/dev/assurance/solidity/syntaxTree.ts";

const SOURCE = `// SPDX-License-Identifier: MIT
// – has more than one byte
pragma solidity 0.8.30;
contract C {
    uint256 public n;
    function f(uint256 a, bool b) public returns (uint256) {
        if (a > 1 && !b) return n == 0 ? 1 : 2;
        else if (b) n++;
        for (uint256 i = 0; i < a; ++i)
            n += i;
        if (a == 7) return 0;
        assembly {
            if a { a := 1 }
        }
        return a;
    }
    function g() public pure { return; }
}
`;

describe("instrument", () => {
  const { source, points } = instrument("C.sol", SOURCE);
  const of = (kind: string): string[] => points.filter((point) => point.kind === kind).map(({ text }) => text);

  it("reports every statement, whether in braces or not", () => {
    expect(of("statement").sort()).toEqual(
      [
        "if (a > 1 && !b)",
        "return n == 0 ? 1 : 2",
        "if (b)",
        "n++",
        "for (uint256 i = 0; i < a; ++i)",
        "n += i",
        "if (a == 7)",
        "return 0",
        "assembly { if a { a := 1 } }",
        "return a",
        "return;",
      ].sort(),
    );
  });

  it("reports both outcomes of every condition, and of each operand of && and ||", () => {
    const conditions = ["!b", "a == 7", "a > 1", "b", "i < a", "n == 0"];
    expect(of("true").sort()).toEqual(conditions);
    expect(of("false").sort()).toEqual(conditions);
  });

  it("leaves every line where it was", () => {
    expect(source.split("\n")).toHaveLength(SOURCE.split("\n").length + 1);
    expect(points.find(({ text }) => text === "n += i")).toMatchObject({ firstLine: 10, lastLine: 10 });
  });

  it("gives a program", () => {
    const sources = { "C.sol": { content: source }, [HITS_SOURCE]: { content: HITS_LIBRARY } };
    const settings = { outputSelection: { "*": { "*": ["evm.bytecode.object"] } } };
    expect(() => compileInput({ language: "Solidity", sources, settings })).not.toThrow();
  });

  it("gives every point a tag of its own, the same for the same file", () => {
    expect(new Set(points.map(({ tag }) => tag)).size).toBe(points.length);
    expect(instrument("C.sol", SOURCE).points).toEqual(points);
    const others = new Set(instrument("D.sol", SOURCE).points.map(({ tag }) => tag));
    expect(points.some(({ tag }) => others.has(tag))).toBe(false);
  });

  it("leaves a source alone that has nothing to report", () => {
    const text = "pragma solidity 0.8.30;\ninterface I { function f() external; }\n";
    expect(instrument("I.sol", text)).toEqual({ source: text, points: [] });
  });
});
