import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";
import { ADDRESS, BYTES32, CHAIN_ID, closedObject } from "../json/formParts.ts";
import { readForm } from "../json/readForm.ts";
import type { NetworkFile } from "./NetworkFile.ts";

const ADDRESS_TEXT = new RegExp(ADDRESS.pattern);
const COUNT = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const;

const NETWORK_FILE = {
  name: "The network file",
  code: "ERR_NETWORK_FILE",
  maxLength: 1_000_000,
  schema: closedObject({
    type: { const: "CscssMeNetwork" },
    version: { const: 1 },
    name: { type: "string", minLength: 1, maxLength: 100 },
    chainId: CHAIN_ID,
    genesisHash: BYTES32,
    confirmations: { ...COUNT, maximum: 1000 },
    generations: {
      type: "array",
      minItems: 1,
      maxItems: 100,
      items: closedObject({
        fromBlock: COUNT,
        registry: ADDRESS,
        factories: closedObject({ organizations: ADDRESS, wallets: ADDRESS }),
        walletCode: closedObject({ 1: ADDRESS, 2: ADDRESS, 3: ADDRESS }),
        lens: ADDRESS,
        didRegistry: ADDRESS,
        governance: closedObject({ manager: ADDRESS, council: ADDRESS }),
        codeHashes: closedObject({
          registry: BYTES32,
          organizations: BYTES32,
          wallets: BYTES32,
          lens: BYTES32,
          didRegistry: BYTES32,
        }),
      }),
    },
  }),
} as const;

/**
 * Reads a network file strictly.
 *
 * @param text - JSON of a NetworkFile.
 * @returns the file.
 * @throws ERR_NETWORK_FILE naming the place, for anything that is not exactly a network file; ERR_JSON if it is not JSON.
 * @example
 * parseNetworkFile("{}"); // throws ERR_NETWORK_FILE
 */
export function parseNetworkFile(text: string): NetworkFile {
  const network = readForm(text, NETWORK_FILE);
  requireChecksums(network, "#");
  return network;
}

/** A mistyped address must not pass: each has to be lower case or carry its right checksum. */
function requireChecksums(value: unknown, place: string): void {
  if (typeof value === "object" && value !== null) {
    for (const [name, entry] of Object.entries(value)) requireChecksums(entry, `${place}/${name}`);
  } else if (typeof value === "string" && ADDRESS_TEXT.test(value)) {
    try {
      checksumAddress(value);
    } catch (cause) {
      throw new CscssError("ERR_NETWORK_FILE", `The network file has an address with a wrong checksum at ${place}.`, {
        cause,
        details: { place },
      });
    }
  }
}
