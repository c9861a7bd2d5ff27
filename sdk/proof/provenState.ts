import { encodeUint } from "../bytes/encodeUint.ts";
import { decodeHex, encodeHex } from "../bytes/hex.ts";
import { keccak256 } from "../crypto/keccak256.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { StateReader } from "../evm/StateReader.ts";
import type { TrieNodes } from "./lookUpInTrie.ts";
import { decodeRlpStrictly, lookUpInTrie, textOf } from "./lookUpInTrie.ts";

const NO_CODE = encodeHex(keccak256(new Uint8Array()));

/**
 * The state under a state root, as far as the trie nodes and codes that came with it reach. Everything it answers is
 * proven by hashes up to the root, that a slot is zero or a contract absent too.
 *
 * @throws ERR_PROOF in each read that the nodes or codes do not cover.
 */
export function provenState(stateRoot: string, nodes: TrieNodes, codes: ReadonlyMap<string, Uint8Array>): StateReader {
  function account(address: string): { storageRoot: string; codeHash: string } | undefined {
    const found = lookUpInTrie(stateRoot, decodeHex(address, 20), nodes);
    if (found === undefined) return undefined;
    const fields = decodeRlpStrictly(decodeHex(found, found.length / 2 - 1));
    if (!Array.isArray(fields)) throw refuse("has an account of another form");
    return { storageRoot: textOf(fields[2]), codeHash: textOf(fields[3]) };
  }
  return {
    async code(address) {
      const codeHash = account(address)?.codeHash ?? NO_CODE;
      if (codeHash === NO_CODE) return new Uint8Array();
      const code = codes.get(codeHash);
      if (code === undefined) throw refuse(`lacks the code of ${address}`);
      return code;
    },
    async storage(address, slot) {
      const storageRoot = account(address)?.storageRoot;
      const found = storageRoot && lookUpInTrie(storageRoot, encodeUint(slot, 32), nodes);
      const value = found ? textOf(decodeRlpStrictly(decodeHex(found, found.length / 2 - 1))) : "0x";
      // The rules leave a slot that is zero out of the trie; anvil keeps it there, as no bytes.
      return value === "0x" ? 0n : BigInt(value);
    },
  };
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_PROOF", `The proof of the chain's state ${problem}. Ask for a new bundle.`);
}
