import { encodeRlp, keccak256, ZeroAddress } from "ethers";
import { describe, expect, it } from "vitest";
import { encodeUint } from "../../../sdk/bytes/encodeUint.ts";
import { byHash } from "../../../sdk/proof/lookUpInTrie.ts";
import { provenState } from "../../../sdk/proof/provenState.ts";

const SLOT = 7n;
const NO_CODE = keccak256("0x");

/** The state of one account with one slot, each trie a single leaf. */
function stateWith(value: string) {
  const storage = encodeRlp([`0x20${keccak256(encodeUint(SLOT, 32)).slice(2)}`, encodeRlp(value)]);
  const account = encodeRlp(["0x01", "0x", keccak256(storage), NO_CODE]);
  const state = encodeRlp([`0x20${keccak256(ZeroAddress).slice(2)}`, account]);
  return provenState(keccak256(state), byHash([state, storage]), new Map());
}

describe("Proven state", () => {
  it("has the value of a slot, and zero for one that is absent", async () => {
    expect(await stateWith("0x0123").storage(ZeroAddress, SLOT)).toBe(0x0123n);
    expect(await stateWith("0x0123").storage(ZeroAddress, SLOT + 1n)).toBe(0n);
  });

  it("reads a slot that a node kept in its trie although it is zero, as anvil does", async () => {
    expect(await stateWith("0x").storage(ZeroAddress, SLOT)).toBe(0n);
  });
});
