import { encodeBytes32String, zeroPadValue } from "ethers";
import { decodeHex } from "../bytes/hex.ts";
import { readEvents } from "../call/readEvents.ts";
import { addressOf } from "../crypto/addressOf.ts";
import { nobleSecp256k1 } from "../crypto/nobleSecp256k1.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";

/** The attribute under which a holder publishes a key that may sign presentations. @source did:ethr method specification */
export const SIG_AUTH_KEY = encodeBytes32String("did/pub/Secp256k1/sigAuth/hex");

const EVENTS = ["DIDAttributeChanged", "DIDDelegateChanged", "DIDOwnerChanged"] as const;
/** Nobody changes an identity so often; without an end a node could keep a verifier reading. */
const MOST_BLOCKS = 100;
const TOO_MANY =
  `Whether the holder appointed the key that signed was not read: its identity changed in more than ${MOST_BLOCKS} blocks. ` +
  "Ask for a presentation by the holder's controller or by a delegate.";

/** Looks up the sigAuth keys that stand in holders' DID documents: only the logs of ERC-1056 tell them. */
export interface HolderKeys {
  /**
   * The addresses of the holder's sigAuth keys at the end of that block. Takes one read of the node for each block in which
   * the identity changed, one after the other and at most 100: ask only when nothing cheaper speaks against it.
   *
   * @throws ERR_DID_DOCUMENT if logs are missing, as far as that shows, or are more than anybody reads; see holderKeysOf.
   */
  signingAddresses(
    holder: { readonly did: string; readonly address: string },
    block: { readonly number: number; readonly time: number },
  ): Promise<ReadonlySet<string>>;
}

/**
 * Holders' keys of one chain. ERC-1056 keeps the block of an identity's latest change, and every log names the block of the
 * change before: that a whole block is missing shows, and so does it that a block's first log is. What does not show is that a
 * later log of a block is missing. A node that hides one can hide what was the last word on a key, for instance that it was
 * ended in the block in which it was published.
 */
export function holderKeysOf({ logRange, didRegistry, generation }: Chain): HolderKeys {
  /** An identity's changes in one block, in their order. */
  async function changesIn(block: bigint, topic: string) {
    const filter = { address: generation.didRegistry, topics: [null, topic] };
    const logs = await logRange.read(filter, Number(block), Number(block));
    return EVENTS.flatMap((name) => readEvents(didRegistry, name, logs)).sort((a, b) => a.log.index - b.log.index);
  }

  async function read(address: string, block: { number: number; time: number }): Promise<Set<string>> {
    const ends = new Map<string, bigint>();
    let at = await didRegistry.changed(address, { blockTag: block.number });
    for (let blocks = 0; at !== 0n; blocks++) {
      const changes = await changesIn(at, zeroPadValue(address, 32));
      const [first, ...later] = changes.map(({ args }) => args.previousChange);
      const whole = first !== undefined && first < at && later.every((previous) => previous === at);
      if (!whole) throw new Error(`The logs of block ${at} are not all there.`);
      if (blocks === MOST_BLOCKS)
        throw new CscssError("ERR_DID_DOCUMENT", TOO_MANY, { details: { identity: address } });
      for (const { args } of changes.reverse()) {
        // The latest word on a key counts, and the latest comes first.
        if ("value" in args && args.name === SIG_AUTH_KEY && !ends.has(args.value)) ends.set(args.value, args.validTo);
      }
      at = first;
    }
    const valid = Array.from(ends).filter(([, validTo]) => validTo >= BigInt(block.time));
    return new Set(valid.flatMap(([key]) => addressesOf(key)));
  }

  return {
    async signingAddresses({ did, address }, block) {
      try {
        return await read(address, block);
      } catch (cause) {
        if (cause instanceof CscssError && cause.code === "ERR_DID_DOCUMENT") throw cause;
        const problem = "Whether the holder appointed the key that signed cannot be seen: the node lacks logs of";
        throw new CscssError("ERR_DID_DOCUMENT", `${problem} ${did}. Use a node that keeps all logs.`, {
          cause,
          details: { did, blockNumber: block.number },
        });
      }
    },
  };
}

/** The address of a published key; none if what was published is no key. */
function addressesOf(key: string): string[] {
  const bytes = decodeHex(key, key.length / 2 - 1);
  return nobleSecp256k1.isPublicKey(bytes) ? [addressOf(bytes)] : [];
}
