import { encodeRlp, getBytes, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";
import { encodeUint } from "../../../sdk/bytes/encodeUint.ts";
import { byHash, lookUpInTrie } from "../../../sdk/proof/lookUpInTrie.ts";

const KEY = encodeUint(7, 32);
const PATH = keccak256(KEY).slice(2);
const EMPTY_ROOT = keccak256("0x80");
const VALUE = `0x${"ab".repeat(40)}`;
type Node = Parameters<typeof encodeRlp>[0];

/** A branch with one child, at the nibble that the path has there. */
function branch(nibble: string, child: Node): Node[] {
  return Array.from({ length: 17 }, (_, index) => (index === Number.parseInt(nibble, 16) ? child : "0x"));
}
const hashOf = (node: Node) => keccak256(encodeRlp(node));
const leaf = (nibbles: string, value = VALUE): Node =>
  nibbles.length % 2 === 1 ? [`0x3${nibbles}`, value] : [`0x20${nibbles}`, value];
const extension = (nibbles: string, child: Node): Node =>
  nibbles.length % 2 === 1 ? [`0x1${nibbles}`, child] : [`0x00${nibbles}`, child];

function lookUp(root: Node, ...others: readonly Node[]): string | undefined {
  return lookUpInTrie(hashOf(root), KEY, byHash([root, ...others].map((node) => encodeRlp(node))));
}
const refused = expect.objectContaining({ code: "ERR_PROOF" });

describe("A Merkle-Patricia trie", () => {
  it("has the value at the end of the path, through leaves, branches and extensions of either parity", () => {
    expect(lookUp(leaf(PATH))).toBe(VALUE);
    for (const length of [1, 2, 3, 8]) {
      const end = leaf(PATH.slice(length + 1));
      const fork = branch(PATH.charAt(length), hashOf(end));
      expect(lookUp(extension(PATH.slice(0, length), hashOf(fork)), fork, end)).toBe(VALUE);
    }
  });

  it("follows a node that is small enough to stand in its parent", () => {
    const [small, deep] = [leaf(PATH.slice(63), "0x01"), PATH.slice(0, 62)];
    const fork = branch(PATH.charAt(62), small);
    expect(lookUp(extension(deep, hashOf(fork)), fork)).toBe("0x01");
  });

  it("proves that there is nothing: no trie, no child, another leaf, another extension", () => {
    expect(lookUpInTrie(EMPTY_ROOT, KEY, new Map())).toBeUndefined();
    const other = PATH.startsWith("0") ? "1" : "0";
    expect(lookUp(branch(other, `0x${"11".repeat(32)}`))).toBeUndefined();
    expect(lookUp(leaf(other + PATH.slice(1)))).toBeUndefined();
    expect(lookUp(leaf(PATH.slice(0, 62)))).toBeUndefined();
    expect(lookUp(extension(other, `0x${"11".repeat(32)}`))).toBeUndefined();
  });

  it("is refused where a node is missing, swapped, or of another form", () => {
    const end = leaf(PATH.slice(1));
    const fork = branch(PATH.charAt(0), hashOf(end));
    expect(() => lookUp(fork)).toThrowError(refused);
    expect(() => lookUp(fork, leaf(PATH.slice(1), "0x02"))).toThrowError(refused);
    for (const node of ["0x1234", ["0x"], [], ["0x40", VALUE], [["0x20"], VALUE], ["0x00", `0x${"11".repeat(32)}`]]) {
      expect(() => lookUp(node as Node)).toThrowError(refused);
    }
    expect(() => lookUp([`0x20${PATH}`, [VALUE]])).toThrowError(refused);
    // An extension that extends nothing, though what it leads to is there.
    expect(() => lookUp(extension("", hashOf(leaf(PATH))), leaf(PATH))).toThrowError(refused);
    const broken = "0xf8ff";
    expect(() => lookUpInTrie(keccak256(broken), KEY, new Map([[keccak256(broken), getBytes(broken)]]))).toThrowError(
      refused,
    );
    // A path that goes on where every key has ended.
    let deep: Node = branch("0", "0x");
    const nodes: Node[] = [deep];
    for (const nibble of [...PATH].reverse()) {
      deep = branch(nibble, hashOf(deep));
      nodes.push(deep);
    }
    expect(() => lookUp(deep, ...nodes)).toThrowError(refused);
  });
});
