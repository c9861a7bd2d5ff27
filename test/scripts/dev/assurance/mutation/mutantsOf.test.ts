import { describe, expect, it } from "vitest";
import { mutantsOf, mutate } from "../../../../../scripts/dev/assurance/mutation/mutantsOf.ts";
import { parseSource } from "../../../../../scripts/dev/assurance/solidity/syntaxTree.ts";

function withBody(body: string): string {
  return `pragma solidity 0.8.30;\ncontract C {\n    uint256 n; error E(); event Done();\n    modifier only() { _; }\n    function f(uint256 a, bool b) public only returns (bool) {\n        ${body}\n    }\n}\n`;
}

/** What the line of the body becomes, mutant by mutant. */
function changesOf(body: string): string[] {
  const source = withBody(body);
  return mutantsOf("C.sol", source)
    .filter(({ line }) => line === 6)
    .map((mutant) => mutate(source, mutant).split("\n")[5]!.trim());
}

describe("mutantsOf", () => {
  it("moves the boundary of a comparison, and turns it round", () => {
    expect(changesOf("return a < n;")).toEqual(["return a <= n;", "return a >= n;"]);
    expect(changesOf("return a == n;")).toEqual(["return a != n;"]);
  });

  it("exchanges arithmetic, bits, and and or", () => {
    expect(changesOf("return a + n == a;")).toEqual(expect.arrayContaining(["return a - n == a;"]));
    expect(changesOf("return b || true;")).toEqual(["return b && true;", "return b || false;"]);
  });

  it("leaves out guards, statements, negations and modifiers", () => {
    expect(changesOf("if (b) revert E();")).toEqual(["if (false) {}"]);
    expect(changesOf("if (b) { n = a; return b; }")).toContain("if (false) {}");
    expect(changesOf("n = a;")).toEqual(["{}"]);
    expect(changesOf("emit Done();")).toEqual(["{}"]);
    expect(changesOf("return !b;")).toEqual(["return b;"]);
    const source = withBody("");
    const modifier = mutantsOf("C.sol", source).find(({ operator }) => operator === "modifier left out")!;
    expect(mutate(source, modifier)).toContain("public  returns");
  });

  it("changes numbers by one, and exchanges the arms of a choice", () => {
    expect(changesOf("n = b ? 1 : 0;")).toEqual([
      "{}",
      "n = b ? 0 : 1;",
      "n = b ? 2 : 0;",
      "n = b ? 0 : 0;",
      "n = b ? 1 : 1;",
    ]);
  });

  it("gives what parses, and leaves assembly and the steps of loops in peace", () => {
    const body = "for (uint256 i = 0; i < a; ++i) { n += i; delete n; } assembly { if a { a := add(a, 1) } } return b;";
    const source = withBody(body);
    for (const mutant of mutantsOf("C.sol", source)) {
      expect(() => parseSource("C.sol", mutate(source, mutant))).not.toThrow();
    }
    expect(changesOf(body).filter((line) => line.includes("i < a; {}") || line.includes("sub("))).toEqual([]);
  });

  it("names a mutant by its line, so that lines above may change", () => {
    const ids = (source: string): string[] => mutantsOf("C.sol", source).map(({ id }) => id);
    const source = withBody("n = a + 1 + 1;");
    expect(ids(`// above\n${source}`)).toEqual(ids(source));
    expect(new Set(ids(source)).size).toBe(ids(source).length);
  });
});
