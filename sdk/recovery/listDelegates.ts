import { readEvents } from "../call/readEvents.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { SIG_AUTH } from "../did/sigAuth.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import type { Chain } from "../network/connectChain.ts";
import { newestBlock } from "../network/newestBlock.ts";
import { readLogs } from "../network/readLogs.ts";

/** Somebody who may present for an owner. */
export interface Delegate {
  readonly address: string;
  /** Unix seconds. */
  readonly validUntil: number;
}

/**
 * Who may present an owner's credentials at the newest block, besides the controller. Look here after a theft: an
 * appointment outlives a rotation of the controller.
 *
 * @returns each with the last second it may present at.
 * @throws ERR_ARGUMENT for an address that is none; ERR_NODE_UNREACHABLE.
 * @source ERC-1056, DIDDelegateChanged.
 * @example
 * await listDelegates(chain, owner); // [{ address: "0x…", validUntil: 1793664000 }]
 */
export async function listDelegates(chain: Chain, owner: string): Promise<Delegate[]> {
  const { didRegistry, generation } = chain;
  const topics = didRegistry.interface.encodeFilterTopics("DIDDelegateChanged", [checksumAddress(owner)]);
  try {
    const block = await newestBlock(chain);
    const logs = await readLogs(chain, { address: generation.didRegistry, topics }, { toBlock: block.number });
    const changes = readEvents(didRegistry, "DIDDelegateChanged", logs).filter(
      ({ args }) => args.delegateType === SIG_AUTH,
    );
    const latest = new Map(changes.map(({ args }) => [args.delegate, args.validTo]));
    return Array.from(latest, ([address, validTo]) => ({ address, validUntil: Number(validTo) })).filter(
      ({ validUntil }) => validUntil > block.timestamp,
    );
  } catch (error) {
    throw fromRevert(error);
  }
}
