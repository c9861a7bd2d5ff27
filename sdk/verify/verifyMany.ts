import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import type { HolderKeys } from "../did/HolderKeys.ts";
import type { IssuerKeys } from "../did/IssuerKeys.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Node } from "../network/Node.ts";
import { isNodeDoubt } from "../network/nodeDoubt.ts";
import type { Reading } from "../network/Reading.ts";
import { inOrder } from "../workers/inOrder.ts";
import type { Presented } from "./examine.ts";
import type { NonceStore } from "./NonceStore.ts";
import type { VerifyWorkers } from "./openVerifyWorkers.ts";
import { useNonce } from "./useNonce.ts";
import type { Verification } from "./Verification.ts";
import type { ChunkSource, Moment } from "./verifyChunk.ts";
import { verifyChunk } from "./verifyChunk.ts";

/** How many presentations share one call of the lens: about 100 KB of answer, and less gas than any node gives a call. */
const CHUNK = 50;

/** What can be chosen about verifying many. */
export interface VerifyManyOptions {
  /** Threads that do the computing, on all cores; in this thread unless told. See openVerifyWorkers. */
  readonly workers?: VerifyWorkers;
  /** How many presentations share one call of the lens, 1 to 500; 50 unless told. */
  readonly chunkSize?: number;
  /** Ends it: what was not given yet is not, and the reason is thrown. */
  readonly signal?: AbortSignal;
  /** Hears after each verification how many there were. */
  readonly onProgress?: (done: number) => void;
}

/** What a verifier reads one generation of contracts by. */
export interface GenerationReader {
  readonly node: Node;
  readonly issuerKeys: IssuerKeys;
  readonly holderKeys: HolderKeys;
}

/** The verifier whose memory, clock and nonces are used. */
export interface ManyContext {
  readonly chainId: bigint;
  readonly network: string;
  /** Newest first. */
  readonly generations: readonly [GenerationReader, ...GenerationReader[]];
  readonly curve: Secp256k1;
  readonly nonces: NonceStore;
  readonly now: () => number;
  /** @throws ERR_NODE_BEHIND */
  readonly requireFresh: (block: Reading["block"]) => Reading["block"];
}

/** See Verifier.verifyMany. */
export async function* verifyMany(
  items: Iterable<Presented> | AsyncIterable<Presented>,
  context: ManyContext,
  { workers, chunkSize = CHUNK, signal, onProgress }: VerifyManyOptions,
): AsyncGenerator<Verification, void, undefined> {
  if (!Number.isInteger(chunkSize) || chunkSize < 1 || chunkSize > 500) {
    throw new CscssError("ERR_ARGUMENT", `The chunk size ${chunkSize} is not a number from 1 to 500.`);
  }
  const { generations, nonces, chainId, network } = context;
  const sources = generations.map(
    ({ node, issuerKeys, holderKeys }): ChunkSource => ({ callLens: node.callLens, issuerKeys, holderKeys }),
  );
  let pinned: Promise<Moment> | undefined;

  /** The same for all, once there is one. */
  async function moment(): Promise<Moment | CscssError> {
    pinned ??= pin(context);
    try {
      return await pinned;
    } catch (error) {
      pinned = undefined;
      if (isNodeDoubt(error)) return error;
      throw error;
    }
  }

  async function work(chunk: readonly Presented[]): Promise<Verification[]> {
    const when = await moment();
    const place = { chainId, network };
    return workers === undefined
      ? verifyChunk(chunk, when, sources, { ...place, curve: context.curve })
      : workers.run(chunk, when, sources, place);
  }

  let done = 0;
  const atOnce = workers === undefined ? 2 : workers.threads * 2;
  for await (const { taken, result } of inOrder(items, work, { size: chunkSize, atOnce, ...(signal && { signal }) })) {
    for (const [index, item] of taken.entries()) {
      signal?.throwIfAborted();
      // In the order of the input, so that of two answers to one request the first one counts.
      const verification = await useNonce(result[index] as Verification, item.expected, nonces);
      done++;
      onProgress?.(done);
      yield verification;
    }
  }
}

async function pin({ generations, requireFresh, now }: ManyContext): Promise<Moment> {
  const [newest] = generations;
  const block = requireFresh(await newest.node.newestBlock());
  return { block, now: now() };
}
