import { hexToBytes } from "@noble/hashes/utils";
import type { RlpStructuredData } from "ethers";
import { decodeRlp } from "ethers";
import { encodeHex } from "../bytes/hex.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { CscssError } from "../errors/CscssError.ts";

/** The root of a trie that holds nothing: the hash of an empty RLP string. */
const EMPTY_ROOT = encodeHex(keccak256(Uint8Array.of(0x80)));
const BRANCH_SIZE = 17;

/** The nodes of tries, each under the keccak256 of its bytes, so that no node can stand in for another. */
export type TrieNodes = ReadonlyMap<string, Uint8Array>;

/**
 * Looks a key up in a Merkle-Patricia trie, of which only the nodes on the way need to be there.
 *
 * @param root - the trie's root hash, 0x and 64 hex digits.
 * @param key - not hashed yet: state tries are keyed by the keccak256 of an address or slot.
 * @returns the value in hex, or undefined where the nodes prove that there is none.
 * @throws ERR_PROOF if a node on the way is missing or has another form.
 * @source Ethereum yellow paper, appendix D
 */
export function lookUpInTrie(root: string, key: Uint8Array, nodes: TrieNodes): string | undefined {
  if (root === EMPTY_ROOT) return undefined;
  let path = encodeHex(keccak256(key)).slice(2);
  let node: RlpStructuredData = nodeAt(root, nodes);
  for (;;) {
    if (!Array.isArray(node)) throw refuse("has a node that is not a list");
    let next: RlpStructuredData | undefined;
    if (node.length === BRANCH_SIZE) {
      next = node[Number.parseInt(path.charAt(0), 16)];
      path = path.slice(1);
    } else {
      const { nibbles, ends } = readPath(node);
      if (ends) return nibbles === path ? textOf(node[1]) : undefined;
      if (!path.startsWith(nibbles)) return undefined;
      path = path.slice(nibbles.length);
      next = node[1];
    }
    if (next === "0x") return undefined;
    // A node of less than 32 bytes stands in its parent itself.
    node = Array.isArray(next) ? next : nodeAt(textOf(next), nodes);
  }
}

/** The nibbles that an extension or a leaf covers, written with a flag in front: 0 and 1 go on, 2 and 3 end; 1 and 3 are odd. */
function readPath(node: RlpStructuredData[]): { nibbles: string; ends: boolean } {
  const text = textOf(node[0]);
  const flag = Number(text.charAt(2) || Number.NaN);
  const nibbles = text.slice(flag % 2 === 1 ? 3 : 4);
  const ends = flag > 1;
  if (node.length !== 2 || !(flag <= 3) || (nibbles === "" && !ends)) throw refuse("has a node of another form");
  return { nibbles, ends };
}

function nodeAt(hash: string, nodes: TrieNodes): RlpStructuredData {
  const bytes = nodes.get(hash);
  if (bytes === undefined) throw refuse("lacks a node");
  return decodeRlpStrictly(bytes);
}

/** @throws ERR_PROOF */
export function decodeRlpStrictly(bytes: Uint8Array): RlpStructuredData {
  try {
    return decodeRlp(bytes);
  } catch (cause) {
    throw refuse("holds broken RLP", cause);
  }
}

/** @throws ERR_PROOF if it is a list. */
export function textOf(item: RlpStructuredData | undefined): string {
  if (typeof item !== "string") throw refuse("has a list where bytes belong");
  return item;
}

/** Bytes by their own hash. */
export function byHash(all: readonly string[]): Map<string, Uint8Array> {
  return new Map(
    all.map((hex) => {
      const bytes = hexToBytes(hex.slice(2));
      return [encodeHex(keccak256(bytes)), bytes];
    }),
  );
}

function refuse(problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_PROOF", `The proof of the chain's state ${problem}. Ask for a new bundle.`, { cause });
}
