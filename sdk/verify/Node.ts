import type { Block } from "ethers";
import { keccak256 } from "ethers";
import { toPlainFields } from "../contract/toPlain.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Answer, QueryInput, Snapshot } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import type { PinnedContract } from "../network/NetworkFile.ts";

/** One block, and what the lens answered at it. */
export interface Reading {
  readonly block: { readonly number: number; readonly hash: string; readonly time: number };
  readonly answers: readonly Answer[];
}

/** A node that a verifier reads from, with what makes it doubtful. Keep one for as long as you verify. */
export interface Node {
  readonly chain: Chain;
  /**
   * Answers queries at one block, head − confirmations.
   *
   * @throws ERR_NODE_* whenever the node gives cause for doubt: no answer, another chain, other code, a head older than
   * one already seen, answers of another block than asked for.
   */
  read(queries: readonly QueryInput[]): Promise<Reading>;
}

/** Makes a Node of a connected chain. Genesis and the code of the pinned contracts are checked once, before the first read. */
export function openNode(chain: Chain): Node {
  let confirmed: Promise<void> | undefined;
  let newestHead = 0;

  async function read(queries: readonly QueryInput[]): Promise<Reading> {
    confirmed ??= confirmChain(chain);
    try {
      await confirmed;
    } catch (error) {
      // Asked again next time: the node may have been away.
      confirmed = undefined;
      throw error;
    }
    // Seen before asking: of two reads at the same time either may be answered first.
    const seen = newestHead;
    const { block, head } = await blockBehindHead(chain);
    if (head < seen) {
      throw doubt("ERR_NODE_BEHIND", `The node's newest block is ${head}, but block ${seen} was seen before.`);
    }
    newestHead = Math.max(newestHead, head);
    const { lens } = chain;
    const result = await lens.read([...queries], { blockTag: block.number });
    const { snapshot, answers } = toPlainFields(lens.read.fragment.outputs, result) as Pick<
      typeof result,
      "snapshot" | "answers"
    >;
    requireSameBlock(snapshot, block, chain.chainId);
    return { block: { number: block.number, hash: block.hash ?? "", time: block.timestamp }, answers };
  }

  return { chain, read: (queries) => read(queries).catch(asDoubt) };
}

async function confirmChain({ provider, network, generation }: Chain): Promise<void> {
  const genesis = await provider.getBlock(0);
  if (genesis?.hash !== network.genesisHash) {
    throw doubt(
      "ERR_NODE_CHAIN",
      `The node serves another chain than "${network.name}": its first block is ${genesis?.hash}.`,
    );
  }
  const { registry, factories, lens, didRegistry, codeHashes } = generation;
  const places: Record<PinnedContract, string> = { registry, ...factories, lens, didRegistry };
  await Promise.all(
    Object.entries(places).map(async ([name, address]) => {
      if (keccak256(await provider.getCode(address)) !== codeHashes[name as PinnedContract]) {
        throw doubt("ERR_NODE_CODE", `The node shows other code at ${address} (${name}) than the network file pins.`);
      }
    }),
  );
}

async function blockBehindHead({ provider, network }: Chain): Promise<{ block: Block; head: number }> {
  const newest = await provider.getBlock("latest");
  if (newest === null) throw doubt("ERR_NODE_UNREACHABLE", "The node gives no newest block.");
  const { confirmations, generations } = network;
  if (confirmations === 0) return { block: newest, head: newest.number };
  const number = newest.number - confirmations;
  const block = number < (generations[0]?.fromBlock ?? 0) ? null : await provider.getBlock(number);
  if (block === null)
    throw doubt("ERR_NODE_BEHIND", `The node has no block ${number}, ${confirmations} behind its head.`);
  return { block, head: newest.number };
}

function requireSameBlock(snapshot: Snapshot, block: Block, chainId: bigint): void {
  if (snapshot.chainId !== chainId) {
    throw doubt("ERR_NODE_CHAIN", `The node answered from chain ${snapshot.chainId}, not from ${chainId}.`);
  }
  if (snapshot.blockNumber !== BigInt(block.number) || snapshot.time !== BigInt(block.timestamp)) {
    throw doubt("ERR_NODE_BLOCK", `The node answered from another block than ${block.number}, which it was asked for.`);
  }
}

function doubt(
  code: "ERR_NODE_CHAIN" | "ERR_NODE_CODE" | "ERR_NODE_BEHIND" | "ERR_NODE_BLOCK" | "ERR_NODE_UNREACHABLE",
  message: string,
): CscssError {
  return new CscssError(code, `${message} Use another node.`);
}

/** Whatever a node does wrong is cause for doubt in the node, never in the credential. */
function asDoubt(error: unknown): never {
  if (error instanceof CscssError) throw error;
  throw new CscssError(
    "ERR_NODE_UNREACHABLE",
    "The node does not answer as it should. Try again, or use another node.",
    {
      cause: error,
    },
  );
}
