import type { Block } from "ethers";
import { JsonRpcApiProvider, keccak256, toQuantity } from "ethers";
import type { QueryInput } from "../generated/structs.ts";
import type { Chain } from "./connectChain.ts";
import { decodeLensRead, encodeLensRead } from "./lensRead.ts";
import type { PinnedContract } from "./NetworkFile.ts";
import { asNodeDoubt, nodeDoubt } from "./nodeDoubt.ts";
import type { Reading } from "./Reading.ts";

/**
 * A node that a verifier reads from, with what makes it doubtful. Keep one for as long as you verify.
 *
 * Everything throws ERR_NODE_* whenever the node gives cause for doubt: no answer, another chain, other code, a head older
 * than one already seen, answers of another block than asked for.
 */
export interface Node {
  readonly chain: Chain;
  /** The block to read at: head − confirmations. */
  newestBlock(): Promise<Reading["block"]>;
  /** Calls the lens at a block, with what encodeLensRead gives and for decodeLensRead. */
  callLens(data: string, block: Reading["block"]): Promise<string>;
  /** Answers queries at one block, the newest. */
  read(queries: readonly QueryInput[]): Promise<Reading>;
}

/**
 * Makes a Node of a connected chain. Genesis and the code of the pinned contracts are checked once, before the first
 * read; this function itself asks nothing. Never throws.
 *
 * @returns the node; its methods throw ERR_NODE_* whenever there is cause for doubt.
 * @example
 * const node = openNode(chain);
 * const { number, time } = await node.newestBlock();
 */
export function openNode(chain: Chain): Node {
  let confirmed: Promise<void> | undefined;
  let newestHead = 0;

  async function confirm(): Promise<void> {
    confirmed ??= confirmChain(chain);
    try {
      await confirmed;
    } catch (error) {
      // Asked again next time: the node may have been away.
      confirmed = undefined;
      throw error;
    }
  }

  async function newestBlock(): Promise<Reading["block"]> {
    await confirm();
    // Seen before asking: of two reads at the same time either may be answered first.
    const seen = newestHead;
    const { block, head } = await blockBehindHead(chain);
    if (head < seen) {
      throw nodeDoubt("ERR_NODE_BEHIND", `The node's newest block is ${head}, but block ${seen} was seen before.`);
    }
    newestHead = Math.max(newestHead, head);
    return block;
  }

  async function callLens(data: string, block: Reading["block"]): Promise<string> {
    await confirm();
    const { provider, generation } = chain;
    const to = generation.lens;
    // What ethers makes of a call before it sends it takes half as long as the call.
    return provider instanceof JsonRpcApiProvider
      ? String(await provider.send("eth_call", [{ to, data }, toQuantity(block.number)]))
      : provider.call({ to, data, blockTag: block.number });
  }

  async function read(queries: readonly QueryInput[]): Promise<Reading> {
    const block = await newestBlock();
    const data = await callLens(encodeLensRead(queries), block);
    return { block, answers: decodeLensRead(data, { block, chainId: chain.chainId, count: queries.length }) };
  }

  return {
    chain,
    newestBlock: () => newestBlock().catch(asNodeDoubt),
    callLens: (data, block) => callLens(data, block).catch(asNodeDoubt),
    read: (queries) => read(queries).catch(asNodeDoubt),
  };
}

async function confirmChain({ provider, network, generation }: Chain): Promise<void> {
  const genesis = await provider.getBlock(0);
  if (genesis?.hash !== network.genesisHash) {
    throw nodeDoubt(
      "ERR_NODE_CHAIN",
      `The node serves another chain than "${network.name}": its first block is ${genesis?.hash}.`,
    );
  }
  const { registry, factories, lens, didRegistry, codeHashes } = generation;
  const places: Record<PinnedContract, string> = { registry, ...factories, lens, didRegistry };
  await Promise.all(
    Object.entries(places).map(async ([name, address]) => {
      if (keccak256(await provider.getCode(address)) !== codeHashes[name as PinnedContract]) {
        throw nodeDoubt(
          "ERR_NODE_CODE",
          `The node shows other code at ${address} (${name}) than the network file pins.`,
        );
      }
    }),
  );
}

async function blockBehindHead(chain: Chain): Promise<{ block: Reading["block"]; head: number }> {
  const { provider, network, generation } = chain;
  const newest = known(await provider.getBlock("latest"));
  if (newest === undefined) throw nodeDoubt("ERR_NODE_UNREACHABLE", "The node gives no newest block.");
  const { confirmations } = network;
  if (confirmations === 0) return { block: newest, head: newest.number };
  const number = newest.number - confirmations;
  // Before its deployment there is no lens to ask.
  const block = number < generation.fromBlock ? undefined : known(await provider.getBlock(number));
  if (block === undefined) {
    throw nodeDoubt("ERR_NODE_BEHIND", `The node has no block ${number}, ${confirmations} behind its head.`);
  }
  return { block, head: newest.number };
}

/** What is read of a block; nothing of one that is still being made, which has no hash. */
function known(block: Block | null): Reading["block"] | undefined {
  if (block === null || block.hash === null) return undefined;
  return { number: block.number, hash: block.hash, time: block.timestamp };
}
