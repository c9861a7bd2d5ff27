import { hexToBytes } from "@noble/hashes/utils";
import type { JsonRpcApiProvider } from "ethers";
import { toBeHex, toQuantity } from "ethers";
import type { StateReader } from "../evm/StateReader.ts";
import type { BundleProof } from "./Bundle.ts";

/** The state of a node at one block, which remembers what was read of it. */
export interface RecordedState extends StateReader {
  /** Proofs of all that was read, from the node. */
  prove(): Promise<BundleProof>;
}

/** Reads a node's state at a block. */
export function recordReads(provider: JsonRpcApiProvider, blockNumber: number): RecordedState {
  const codes = new Map<string, Promise<string>>();
  const slots = new Map<string, Map<bigint, Promise<string>>>();

  function slotsOf(address: string): Map<bigint, Promise<string>> {
    const known = slots.get(address) ?? new Map<bigint, Promise<string>>();
    slots.set(address, known);
    return known;
  }
  return {
    async code(address) {
      const known = codes.get(address) ?? provider.getCode(address, blockNumber);
      codes.set(address, known);
      return hexToBytes((await known).slice(2));
    },
    async storage(address, slot) {
      const read = slotsOf(address);
      const known = read.get(slot) ?? provider.getStorage(address, slot, blockNumber);
      read.set(slot, known);
      return BigInt(await known);
    },
    async prove() {
      const nodes = new Set<string>();
      for (const address of new Set([...codes.keys(), ...slots.keys()])) {
        const read = Array.from(slotsOf(address).keys(), (slot) => toBeHex(slot, 32));
        const { accountProof, storageProof } = (await provider.send("eth_getProof", [
          address,
          read,
          toQuantity(blockNumber),
        ])) as { accountProof: string[]; storageProof: { proof: string[] }[] };
        for (const node of [...accountProof, ...storageProof.flatMap(({ proof }) => proof)]) nodes.add(node);
      }
      // Some nodes prove an empty trie with its root, which everybody knows.
      nodes.delete("0x80");
      const read = new Set(await Promise.all(codes.values()));
      read.delete("0x");
      return { nodes: [...nodes], codes: [...read] };
    },
  };
}
