import { CscssError, checksumAddress } from "@cscss-me/sdk";
import { ADDRESS, CHAIN_ID, closedObject, readForm } from "@cscss-me/sdk/interim";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";

/** A dictionary from its making to its use; what is known of it on chain is added on the way. */
export interface DictionaryFile {
  readonly type: "CscssMeDictionary";
  readonly version: 1;
  /** The text has the chain's number in it, and is of use there only. */
  readonly chainId: number;
  readonly text: string;
  /** Once it was sent: by which organization, and how many data contracts that had before. */
  readonly sent?: { readonly organization: string; readonly after: number };
  /** Once it is in a block: of the organization's data contract that holds it. */
  readonly number?: number;
}

const DICTIONARY_FILE = {
  name: "The dictionary",
  code: "ERR_DICTIONARY",
  maxLength: 1_000_000,
  schema: closedObject(
    {
      type: { const: "CscssMeDictionary" },
      version: { const: 1 },
      chainId: CHAIN_ID,
      text: { type: "string", minLength: 1, maxLength: 23_997 },
    },
    {
      sent: closedObject({ organization: ADDRESS, after: { type: "integer", minimum: 0 } }),
      number: { type: "integer", minimum: 1, maximum: 0xff_ff_ff },
    },
  ),
} as const;

/** Where a dictionary is used: it is of one chain, and once sent of one organization. */
export interface DictionaryPlace {
  readonly chainId: number;
  readonly organization: string;
}

/**
 * Reads a dictionary file strictly.
 *
 * @throws ERR_FILE; ERR_DICTIONARY for another form, another chain or another organization.
 */
export function readDictionaryFile(file: string, place: DictionaryPlace): DictionaryFile {
  const found = readForm(readTextFile(file), DICTIONARY_FILE, { file });
  if (found.chainId !== place.chainId) throw dictionaryError(file, `is for chain ${found.chainId}`);
  if (found.sent !== undefined && checksumAddress(found.sent.organization) !== place.organization) {
    throw dictionaryError(file, `was published by ${found.sent.organization}, and nobody else's records can use it`);
  }
  return found;
}

/** Writes it, over its own earlier state only. */
export function writeDictionaryFile(
  file: string,
  content: DictionaryFile,
  options: { readonly replace: boolean },
): void {
  writeFileSafely(file, `${JSON.stringify(content, null, 2)}\n`, { ...options, mode: 0o644 });
}

/** What is wrong with a dictionary file. */
export function dictionaryError(file: string, problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_DICTIONARY", `${file} ${problem}.`, { details: { file }, ...(cause ? { cause } : {}) });
}
