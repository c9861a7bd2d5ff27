import type { BlockTag } from "ethers";
import { getCreateAddress } from "ethers";
import { decodeHex } from "../bytes/hex.ts";
import { fromRevert } from "../errors/fromRevert.ts";
import type { Chain } from "../network/connectChain.ts";
import { newestBlock } from "../network/newestBlock.ts";
import type { OwnDictionary } from "../seal/OwnDictionary.ts";
import { decodeDictionary } from "../seal/OwnDictionary.ts";

/**
 * Reads an organization's dictionary for packing with it: as deep in the chain as the network's confirmations, so that
 * no reorganization can put something else under its number.
 *
 * @param organization - its address.
 * @param number - of the data contract that holds the dictionary.
 * @returns the number and the bytes, for an IssuerContext.
 * @throws ERR_SEAL_OPEN with details.layer "dictionary" where none is that deep under this number; ERR_NODE_UNREACHABLE.
 * @example
 * const dictionary = await readDictionary(chain, organization, 7);
 * const record = await prepareRecord({ ...context, dictionary }, award);
 */
export async function readDictionary(chain: Chain, organization: string, number: number): Promise<OwnDictionary> {
  try {
    const { number: head } = await newestBlock(chain);
    const bytes = await readDictionaryAt(chain, organization, number, Math.max(0, head - chain.network.confirmations));
    return { number, bytes };
  } catch (error) {
    throw fromRevert(error);
  }
}

/** The bytes of the dictionary under a number, as a block has it. @throws as decodeDictionary; what the node throws */
export async function readDictionaryAt(
  { provider }: Chain,
  organization: string,
  number: number,
  block: BlockTag,
): Promise<Uint8Array> {
  // An organization creates nothing but data contracts, so a contract's number is the nonce it was made with.
  const code = await provider.getCode(getCreateAddress({ from: organization, nonce: number }), block);
  return decodeDictionary(decodeHex(code, code.length / 2 - 1));
}
