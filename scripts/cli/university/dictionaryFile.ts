import { Validator } from "@cfworker/json-schema";
import { CscssError, checksumAddress, parseJsonStrict } from "@cscss-me/sdk";
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

const FILE = new Validator(
  {
    type: "object",
    properties: {
      type: { const: "CscssMeDictionary" },
      version: { const: 1 },
      chainId: { type: "integer", minimum: 1 },
      text: { type: "string", minLength: 1, maxLength: 23_997 },
      sent: {
        type: "object",
        properties: {
          organization: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" },
          after: { type: "integer", minimum: 0 },
        },
        required: ["organization", "after"],
        additionalProperties: false,
      },
      number: { type: "integer", minimum: 1, maximum: 0xff_ff_ff },
    },
    required: ["type", "version", "chainId", "text"],
    additionalProperties: false,
  },
  "2020-12",
);

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
  const value = parseJsonStrict(readTextFile(file), { maxLength: 1_000_000 });
  const { valid, errors } = FILE.validate(value);
  if (!valid) {
    const wrong = errors.at(-1);
    throw dictionaryError(file, `is not a dictionary: wrong at ${wrong?.instanceLocation}: ${wrong?.error}`);
  }
  const found = value as unknown as DictionaryFile;
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
