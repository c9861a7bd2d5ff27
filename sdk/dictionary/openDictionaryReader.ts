import { fromRevert } from "../errors/fromRevert.ts";
import type { Chain } from "../network/connectChain.ts";
import { readDictionaryAt } from "./readDictionary.ts";

/** Gives the bytes of an organization's dictionary. */
export type DictionaryReader = (organization: string, number: number) => Promise<Uint8Array>;

/**
 * Opens a reader that asks the node once for each dictionary, however many records need it. What was there stays: no
 * organization can change the code of a data contract. Open a new one after a reorganization. Never throws.
 *
 * @returns throws ERR_SEAL_OPEN with details.layer "dictionary" for a number under which there is none, and ERR_NODE_*; both
 * are asked for again.
 * @example
 * const dictionaryOf = openDictionaryReader(chain);
 * const bytes = await dictionaryOf(organization, 7);
 */
export function openDictionaryReader(chain: Chain): DictionaryReader {
  const known = new Map<string, Uint8Array>();
  async function read(organization: string, number: number): Promise<Uint8Array> {
    try {
      return await readDictionaryAt(chain, organization, number, "latest");
    } catch (error) {
      throw fromRevert(error);
    }
  }
  return async (organization, number) => {
    const key = `${organization.toLowerCase()}/${number}`;
    const bytes = known.get(key) ?? (await read(organization, number));
    known.set(key, bytes);
    return bytes;
  };
}
