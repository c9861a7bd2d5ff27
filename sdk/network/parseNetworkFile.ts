import type { Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { NetworkFile } from "./NetworkFile.ts";

const ADDRESS_TEXT = /^0x[0-9a-fA-F]{40}$/;
const ADDRESS: Schema = { type: "string", pattern: ADDRESS_TEXT.source };
const HASH: Schema = { type: "string", pattern: "^0x[0-9a-f]{64}$" };
const COUNT: Schema = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

const closed = (properties: Record<string, Schema>): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const SCHEMA = closed({
  type: { const: "CscssMeNetwork" },
  version: { const: 1 },
  name: { type: "string", minLength: 1, maxLength: 100 },
  chainId: { ...COUNT, minimum: 1 },
  genesisHash: HASH,
  confirmations: { ...COUNT, maximum: 1000 },
  generations: {
    type: "array",
    minItems: 1,
    maxItems: 100,
    items: closed({
      fromBlock: COUNT,
      registry: ADDRESS,
      factories: closed({ organizations: ADDRESS, wallets: ADDRESS }),
      walletCode: closed({ 1: ADDRESS, 2: ADDRESS, 3: ADDRESS }),
      lens: ADDRESS,
      didRegistry: ADDRESS,
      governance: closed({ manager: ADDRESS, council: ADDRESS }),
      codeHashes: closed({ registry: HASH, organizations: HASH, wallets: HASH, lens: HASH, didRegistry: HASH }),
    }),
  },
});

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
  const value = parseJsonStrict(text, { maxLength: 1_000_000 });
  const { valid, errors } = new Validator(SCHEMA, "2020-12", false).validate(value);
  if (!valid) {
    const place = errors.at(-1);
    throw new CscssError(
      "ERR_NETWORK_FILE",
      `The network file is wrong at ${place?.instanceLocation ?? "#"}: ${place?.error ?? "unknown"}`,
      { details: { errors } },
    );
  }
  requireChecksums(value, "#");
  return value as unknown as NetworkFile;
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
