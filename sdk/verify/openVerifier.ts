import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import type { Secp256k1 } from "../crypto/Secp256k1.ts";
import { holderKeysOf } from "../did/HolderKeys.ts";
import { issuerKeysOf } from "../did/IssuerKeys.ts";
import { CscssError } from "../errors/CscssError.ts";
import { WalletState } from "../generated/enums.ts";
import type { Answer, QueryInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import { connectChain } from "../network/connectChain.ts";
import { openNode } from "../network/Node.ts";
import type { Reading } from "../network/Reading.ts";
import { nowInSeconds } from "../time/nowInSeconds.ts";
import type { Presented } from "./examine.ts";
import { examine } from "./examine.ts";
import type { Expectation, Facts } from "./Facts.ts";
import type { NonceStore } from "./NonceStore.ts";
import { memoryNonceStore } from "./NonceStore.ts";
import { useNonce } from "./useNonce.ts";
import type { Verification } from "./Verification.ts";
import type { GenerationReader, ManyContext, VerifyManyOptions } from "./verifyMany.ts";
import { verifyMany } from "./verifyMany.ts";

/** What a verifier needs besides the chain. */
export interface VerifierOptions {
  /** The verifier's clock, Unix seconds; the machine's unless told. */
  readonly now?: () => number;
  /**
   * How old, in seconds, the newest block may be; any age unless told. On a chain that always makes blocks, set it: a node
   * that stands still knows no revocation since.
   */
  readonly maxBlockAge?: number;
  /** Where used nonces are kept; in memory unless told. */
  readonly nonces?: NonceStore;
  /** Plain JavaScript unless told; see openSecp256k1. */
  readonly curve?: Secp256k1;
}

/** Verifies presentations against one chain. Keep one for as long as you verify: it remembers issuers' keys and nonces. */
export interface Verifier {
  /**
   * Verifies one presentation. Never throws for anything that was presented, or for a node that fails.
   *
   * @param presentation - the text: `token~disclosure~…~keyBinding`.
   * @param expected - the request it should answer, or that it is a standing presentation.
   */
  verify(presentation: string, expected: Expectation): Promise<Verification>;
  /**
   * Verifies many, with the verdicts `verify` would give one after the other: all at one block and one time, those of the
   * beginning, in a few calls of the node. Takes of the input only what it is working on, and gives the verifications in
   * the order of the input. For a batch at hand: what is to be judged by tomorrow's chain needs another call.
   *
   * @throws ERR_WORKER if a worker thread breaks; the signal's reason if it is aborted.
   * @example
   * for await (const { verdict } of verifier.verifyMany(presented)) console.log(verdict);
   */
  verifyMany(
    items: Iterable<Presented> | AsyncIterable<Presented>,
    options?: VerifyManyOptions,
  ): AsyncGenerator<Verification, void, undefined>;
}

/** What the chain says about one presentation. */
type Found = Pick<Facts, "block" | "answer" | "issuerKeys" | "holderKeys">;

/**
 * Opens a verifier.
 *
 * @param chain - its network file and node count; presentations of every generation in the file are verified.
 * @returns a verifier. Its `verify` throws for nothing that was presented and for no node that fails: that comes out as
 * a verdict.
 * @throws ERR_NETWORK_FILE if the file names no generation.
 * @example
 * const verifier = openVerifier(chain, { maxBlockAge: 600 });
 * const { verdict, reason, disclosed } = await verifier.verify(presentation, { kind: "answer", request });
 */
export function openVerifier(chain: Chain, options: VerifierOptions = {}): Verifier {
  const { now = nowInSeconds, maxBlockAge = Number.POSITIVE_INFINITY } = options;
  const { nonces = memoryNonceStore(now), curve = nobleSecp256k1 } = options;
  const generations = openGenerations(chain);
  const place = { chainId: chain.chainId, network: chain.network.name };

  /** @throws ERR_NODE_BEHIND */
  function requireFresh(block: Reading["block"]): Reading["block"] {
    if (now() - block.time <= maxBlockAge) return block;
    const problem = `The node's block ${block.number} is older than ${maxBlockAge} s. Use another.`;
    throw new CscssError("ERR_NODE_BEHIND", problem);
  }

  async function ask({ node, issuerKeys, holderKeys }: GenerationReader, query: QueryInput): Promise<Found> {
    const { block, answers } = await node.read([query]);
    return { block: requireFresh(block), answer: answers[0] as Answer, issuerKeys, holderKeys };
  }

  /** What the chain says, by the generation whose wallet it is. @throws ERR_NODE_* */
  async function consult(query: QueryInput): Promise<Found> {
    const [newest, ...older] = generations;
    let found = await ask(newest, query);
    for (const generation of older) {
      if (found.answer.wallet.state !== BigInt(WalletState.Unknown)) break;
      found = await ask(generation, query);
    }
    return found;
  }

  return {
    async verify(presentation, expected) {
      const examined = examine({ presentation, expected }, { ...place, curve });
      if ("verdict" in examined) return examined;
      let verification: Verification;
      try {
        const found = await consult(examined.query);
        verification = await examined.judge({ ...found, now: now() });
      } catch (error) {
        return examined.doubt(error);
      }
      return useNonce(verification, expected, nonces);
    },
    verifyMany(items, many = {}) {
      return verifyMany(items, { ...place, generations, curve, nonces, now, requireFresh }, many);
    },
  };
}

/** Newest first: most wallets are of the latest generation. @throws ERR_NETWORK_FILE */
function openGenerations({ network, provider }: Chain): ManyContext["generations"] {
  const [newest, ...older] = network.generations.toReversed().map((generation): GenerationReader => {
    const chain = connectChain(network, provider, { generation });
    return { node: openNode(chain), issuerKeys: issuerKeysOf(chain), holderKeys: holderKeysOf(chain) };
  });
  if (newest === undefined) throw new CscssError("ERR_NETWORK_FILE", "The network file names no generation.");
  return [newest, ...older];
}
