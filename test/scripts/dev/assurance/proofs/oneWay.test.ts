import { describe, expect, it } from "vitest";
import { clearingsOf } from "../../../../../scripts/dev/assurance/proofs/oneWay.ts";
import { parseSource } from "../../../../../scripts/dev/assurance/solidity/syntaxTree.ts";

function clearings(body: string, flag: { variable: string; member?: string }): readonly string[] {
  const source = `pragma solidity 0.8.30; contract C {
    struct State { bool done; uint256 n; }
    State _state; mapping(address => mapping(uint256 => bool)) used;
    function f(bool b) public { ${body} }
  }`;
  return clearingsOf({ ...flag, words: "" }, [parseSource("C.sol", source)]);
}

const DONE = { variable: "_state", member: "done" };
const USED = { variable: "used" };

describe("clearingsOf", () => {
  it("finds none where every write is true", () => {
    expect(clearings("_state.done = true; _state.n = 0; used[msg.sender][1] = true;", DONE)).toEqual([]);
    expect(clearings("_state.n++; used[msg.sender][1] = true;", USED)).toEqual([]);
  });

  it.each([
    ["_state.done = false;", DONE],
    ["_state.done = true; _state.done = b;", DONE],
    ["_state.done = true; delete _state.done;", DONE],
    ["_state.done = true; _state = State(false, 1);", DONE],
    ["_state.done = true; delete _state;", DONE],
    ["_state.done = true; State storage s = _state; s.done = false;", DONE],
    ["_state.done = true; assembly { sstore(0, 0) }", DONE],
    ["used[msg.sender][1] = true; delete used[msg.sender][2];", USED],
    ["used[msg.sender][1] = true; mapping(uint256 => bool) storage m = used[msg.sender]; m[1] = false;", USED],
    ["b;", DONE],
  ])("finds what could clear it: %s", (body, flag) => {
    expect(clearings(body, flag)).not.toEqual([]);
  });
});
