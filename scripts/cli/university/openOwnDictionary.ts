import type { Chain } from "@cscss-me/sdk";
import { CscssError, encodeHex, encodeUtf8 } from "@cscss-me/sdk";
import type { OwnDictionary } from "@cscss-me/sdk/issue";
import { readDictionary } from "@cscss-me/sdk/issue";
import { dictionaryError, readDictionaryFile } from "./dictionaryFile.ts";

/**
 * The dictionary of a file, for packing with it: as the chain has it, and only if that is what the file says.
 *
 * @throws ERR_DICTIONARY for one that is not published, not deep enough in the chain yet, or another there.
 */
export async function openOwnDictionary(file: string, chain: Chain, organization: string): Promise<OwnDictionary> {
  const { number, text } = readDictionaryFile(file, { chainId: chain.network.chainId, organization });
  if (number === undefined) throw dictionaryError(file, "is not published yet: run cscss org dictionary publish");
  const dictionary = await readDictionary(chain, organization, number).catch((error: unknown) => {
    if (!(error instanceof CscssError) || error.code !== "ERR_SEAL_OPEN") throw error;
    const problem = `is not on the chain ${chain.network.confirmations} blocks deep; wait a little, or publish it again`;
    throw dictionaryError(file, problem, error);
  });
  if (encodeHex(dictionary.bytes) === encodeHex(encodeUtf8(text))) return dictionary;
  throw dictionaryError(file, `differs from dictionary ${number} on the chain: do not change it`);
}
